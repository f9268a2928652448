import { ITEM_LIMITS } from '#db/exchange/item-limits';
import type { MoodleQuestion, MoodleText } from '#db/exchange/moodle/question';
import { readText } from '#db/exchange/moodle/read-text';
import type { FileReport } from '#domain/exam/exchange/file-report';
import { normalLine } from '#domain/exam/exchange/normal-text';

/** Reads the texts of one question, and remembers what has to be said of them. */
export class QuestionTexts {
  readonly #report: FileReport;
  readonly #question: MoodleQuestion;

  constructor(question: MoodleQuestion, report: FileReport) {
    this.#question = question;
    this.#report = report;
  }

  get name(): string {
    const { idNumber, title } = this.#question;
    return normalLine(idNumber) || normalLine(title);
  }

  error(text: string, line = this.#question.line): undefined {
    this.#report.error(text, { line, ...(this.name && { item: this.name }) });
  }

  warn(text: string, line = this.#question.line): void {
    this.#report.warning(text, { line, ...(this.name && { item: this.name }) });
  }

  /** Said once for the whole file, however many questions have it. */
  count(text: string): void {
    this.#report.count(text, this.#question.line);
  }

  /** A text as small Markdown, with our own paragraphs and classes beside it. */
  read(text: MoodleText, what: string, line = this.#question.line) {
    const isLong = text.text.length > ITEM_LIMITS.rawText;
    const read = isLong ? undefined : readText(text);
    if (read === undefined || read.markdown.length > ITEM_LIMITS.text) {
      const why = read || isLong ? `is longer than ${ITEM_LIMITS.text} characters` : 'nests its HTML too deeply';
      this.error(`${what} ${why}. Shorten it, or take the question out of the file.`, line);
      return undefined;
    }
    if (read.dropped.length > 0) this.warn(`${what}: left out are ${read.dropped.join(', ')}.`, line);
    return read;
  }
}
