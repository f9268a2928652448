import { decodeText } from '#db/exchange/decode-text';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { CATEGORIES_LEFT_OUT, categoryOf } from '#db/exchange/moodle/question';
import { questionOf } from '#db/exchange/moodle/question-element';
import { readQuestion } from '#db/exchange/moodle/read-question';
import { childOf, readElements, type XmlElement, XmlProblem } from '#db/exchange/moodle/xml-elements';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ReadItems } from '#domain/exam/exchange/foreign-item';
import { type PlacedForeignItem, withOwnNames } from '#domain/exam/exchange/item-name';

const NO_QUESTION = 'The file holds no question.';

/**
 * Reads a file in Moodle's XML. What Moodle has and this platform has not is left out with a warning; what is wrong is
 * an error with its line, and then nothing is taken. Never throws.
 */
export function readMoodleXml(bytes: Uint8Array): ReadItems {
  const report = new FileReport();
  const text = decodeText(bytes);
  if (!text.ok) {
    report.error(text.problem);
    return report.outcome([]);
  }
  return report.outcome(withOwnNames(readQuestions(text.value, report), report));
}

function readQuestions(xml: string, report: FileReport): PlacedForeignItem[] {
  const quiz = new QuizReading(report);
  try {
    const root = readElements(xml, (element) => quiz.take(element));
    if (root !== 'quiz')
      report.error(`The outermost element is <${root.slice(0, 60)}>; Moodle’s is <quiz>.`, { line: 1 });
    else if (quiz.questions === 0) report.error(NO_QUESTION);
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    report.error(error.message, { line: error.line });
  }
  return quiz.placed;
}

/** What stands in a `<quiz>`, in turn: categories, and the questions that belong to them. */
class QuizReading {
  readonly placed: PlacedForeignItem[] = [];
  readonly #report: FileReport;
  #category = '';
  questions = 0;

  constructor(report: FileReport) {
    this.#report = report;
  }

  take(element: XmlElement): void {
    if (element.name !== 'question') sayStray(element, this.#report);
    else if (element.attributes.type === 'category') this.#category = pathOf(element);
    else this.#takeQuestion(element);
  }

  #takeQuestion(element: XmlElement): void {
    this.questions += 1;
    if (this.questions > ITEM_LIMITS.items) throw new XmlProblem(TOO_MANY, element.line);
    const placed = readQuestion(questionOf(element, this.#report), this.#report);
    if (placed === undefined) return;
    this.placed.push(placed);
    if (this.#category !== '' && this.#category !== categoryOf(placed.item.details.domains?.[0]))
      this.#report.count(CATEGORIES_LEFT_OUT, placed.line);
  }
}

const TOO_MANY = `The file holds more than ${ITEM_LIMITS.items.toLocaleString('en-US')} questions. Split it.`;

/** `$course$/top/Anatomy` without the place that only its own Moodle knows. */
function pathOf(element: XmlElement): string {
  const category = childOf(element, 'category');
  return (
    (category &&
      childOf(category, 'text')
        ?.text.trim()
        .replace(/^\$\w+\$\//, '')) ??
    ''
  );
}

const sayStray = ({ name, line }: XmlElement, report: FileReport): void =>
  report.warning(`Left out: <${name.slice(0, 60)}>, where only <question> is expected.`, { line });
