import {
  CASE_TAG,
  type MoodleAnswer,
  type MoodleQuestion,
  type MoodleText,
  OUR_PARAGRAPHS,
} from '#db/exchange/moodle/question';
import { ourParagraph } from '#db/exchange/moodle/read-text';
import { tagsOf } from '#domain/exam/exchange/detail-tags';
import type { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, ForeignQuestion, ItemDetails } from '#domain/exam/exchange/foreign-item';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { htmlOf } from '#domain/exam/exchange/normal-text';

/** Characters of a tag and of a number that Moodle keeps. */
const MOODLE_KEEPS = { tag: 50, idNumber: 100, title: 255 } as const;

/** An item as Moodle has it, and what has to be said of it; undefined where Moodle has no such question. */
export function toMoodleQuestion(item: ForeignItem, report: FileReport): MoodleQuestion | undefined {
  const normal = normalItem(item);
  const { name, title, stem, question, feedback, details } = normal;
  const flaw = flawOf(normal);
  if (flaw) {
    report.warning(`Not written: ${flaw}`, { item: name });
    return undefined;
  }
  const tags = tagsOf(details).filter((tag) => isKept(tag, name, report));
  const isCaseSensitive = question.type === 'text' && question.isCaseSensitive;
  sayWhatMoodleCuts(normal, report);
  return {
    line: 1,
    type: { choice: 'multichoice', order: 'ordering', text: 'shortanswer' }[question.type],
    title,
    idNumber: name,
    stem: html(htmlOf(stem)),
    feedback: html(feedbackHtml(feedback, details)),
    answers: answersOf(question),
    isSingle: !(question.type === 'choice' && question.isMultiple),
    isCaseSensitive,
    tags: isCaseSensitive ? [...tags, CASE_TAG] : tags,
  };
}

const html = (text: string): MoodleText => ({ text, format: 'html' });

function flawOf({ stem, title, question }: ForeignItem): string | undefined {
  if (stem === '' || title === '') return 'it has no text, or no title.';
  if (question.type === 'choice') return choiceFlaw(question.options);
  const texts = question.type === 'order' ? question.steps.map(({ text }) => text) : question.accept;
  if (texts.includes('')) return 'one of its answers has no text.';
  return texts.length < (question.type === 'order' ? 2 : 1) ? 'it has too few answers.' : undefined;
}

function choiceFlaw(options: { text: string; isRight: boolean }[]): string | undefined {
  if (options.length < 2) return 'it has fewer than two answers.';
  if (options.some(({ text }) => text === '')) return 'one of its answers has no text.';
  return options.some(({ isRight }) => isRight) ? undefined : 'none of its answers is right.';
}

/** Moodle takes no angle brackets and no backticks into a tag. */
function isKept(tag: string, item: string, report: FileReport): boolean {
  const isTag = !/[<>`\n]/.test(tag);
  if (!isTag) report.warning(`Not written: “${tag.slice(0, 80)}”, which cannot be a tag.`, { item });
  else if (tag.length > MOODLE_KEEPS.tag)
    report.warning(`Moodle keeps ${MOODLE_KEEPS.tag} characters of “${tag.slice(0, 80)}”.`, { item });
  return isTag;
}

function sayWhatMoodleCuts({ name, title }: ForeignItem, report: FileReport): void {
  if (name.length > MOODLE_KEEPS.idNumber)
    report.warning(`Moodle keeps ${MOODLE_KEEPS.idNumber} characters of the name.`, { item: name });
  if (title.length > MOODLE_KEEPS.title)
    report.warning(`Moodle keeps ${MOODLE_KEEPS.title} characters of the title.`, { item: name });
}

/** What is said of every answer, and below it what has no other place. */
function feedbackHtml(feedback: string | undefined, details: ItemDetails): string {
  const ours = OUR_PARAGRAPHS.flatMap(({ field, className, label }) => {
    const texts = [details[field] ?? []].flat();
    return texts.map((text) => ourParagraph(className, `${label}: ${text}`));
  });
  const own = htmlOf(feedback ?? '');
  return ours.length > 0 && own !== '' && !own.startsWith('<p>')
    ? `<p>${own}</p>${ours.join('')}`
    : own + ours.join('');
}

function answersOf(question: ForeignQuestion): MoodleAnswer[] {
  if (question.type === 'order')
    return question.steps.map(({ id, text }, at) => ({ line: 1, fraction: at + 1, text: html(stepHtml(id, text)) }));
  if (question.type === 'choice') return choices(question);
  const right = question.accept.map((value) => ({ value, fraction: 100, feedback: '' }));
  return [...right, ...question.wrong.map((one) => ({ ...one, fraction: 0 }))].map(({ value, fraction, feedback }) => ({
    line: 1,
    fraction,
    // An asterisk stands for any text, unless there is a backslash before it.
    text: { text: value.replaceAll('*', '\\*'), format: 'plain' },
    feedback: html(htmlOf(feedback)),
  }));
}

/** The id of a step is its class; ids that can be none are made anew when they are read. */
const stepHtml = (id: string, text: string): string =>
  /^[\w-]+$/.test(id)
    ? `<span class="step-${id}">${htmlOf(text).replace(/<\/?p>/g, (tag) => (tag === '<p>' ? '' : '<br><br>'))}</span>`
    : htmlOf(text);

/** Of several right answers each counts the same, and a wrong one takes away what a right one gives, as here. */
function choices({ options, isMultiple }: Extract<ForeignQuestion, { type: 'choice' }>): MoodleAnswer[] {
  const right = options.filter((option) => option.isRight).length;
  const share = isMultiple ? weightOf(right) : 100;
  return options.map(({ text, isRight, feedback }) => ({
    line: 1,
    fraction: isRight ? share : isMultiple ? -share : 0,
    text: html(htmlOf(text)),
    feedback: html(htmlOf(feedback ?? '')),
  }));
}

/** A hundredth part as Moodle lists it: five digits behind the point. */
const weightOf = (right: number): number => Math.round(1e7 / right) / 1e5;
