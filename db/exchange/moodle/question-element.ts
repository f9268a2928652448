import {
  type MoodleAnswer,
  type MoodleQuestion,
  type MoodleText,
  TAKEN_TYPES,
  type TextFormat,
} from '#db/exchange/moodle/question';
import { childOf, childrenOf, type XmlElement } from '#db/exchange/moodle/xml-elements';
import type { FileReport } from '#domain/exam/exchange/file-report';

const FORMATS: Record<string, TextFormat> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
};

/** A `<question>` as what it says; what is missing is empty. */
export function questionOf(element: XmlElement, report: FileReport): MoodleQuestion {
  const type = element.attributes.type ?? '';
  const stem = childOf(element, 'questiontext');
  const feedback = childOf(element, 'generalfeedback');
  if (TAKEN_TYPES.has(type)) sayLeftOut(element, report);
  return {
    line: element.line,
    type,
    title: textIn(childOf(element, 'name'), report),
    idNumber: childOf(element, 'idnumber')?.text ?? '',
    stem: textOf(stem, report),
    ...(feedback && { feedback: textOf(feedback, report, stem) }),
    answers: childrenOf(element, 'answer').map((answer) => answerOf(answer, type, stem, report)),
    isSingle: type === 'truefalse' || !/^(?:false|0)$/.test(childOf(element, 'single')?.text.trim() ?? ''),
    isCaseSensitive: childOf(element, 'usecase')?.text.trim() === '1',
    tags: childrenOf(childOf(element, 'tags') ?? element, 'tag').map((tag) => textIn(tag, report)),
  };
}

function answerOf(answer: XmlElement, type: string, stem: XmlElement | undefined, report: FileReport): MoodleAnswer {
  const feedback = childOf(answer, 'feedback');
  const fraction = answer.attributes.fraction?.trim() ?? '';
  const text = { ...textOf(answer, report, stem) };
  return {
    line: answer.line,
    text: type === 'truefalse' ? { text: TRUTH[text.text.trim().toLowerCase()] ?? text.text, format: 'plain' } : text,
    fraction: fraction === '' ? Number.NaN : Number(fraction),
    ...(feedback && { feedback: textOf(feedback, report, stem) }),
  };
}

/** Moodle’s file has them small, its screen does not. */
const TRUTH: Record<string, string> = { true: 'True', false: 'False' };

/** What is in `<text>`, in the format its parent says, or the question's. */
function textOf(parent: XmlElement | undefined, report: FileReport, stem = parent): MoodleText {
  const format = FORMATS[parent?.attributes.format ?? stem?.attributes.format ?? ''] ?? 'moodle';
  const isWithFile = parent !== undefined && childOf(parent, 'file') !== undefined;
  if (isWithFile && !/<(?:img|audio|video|a)\b/i.test(textIn(parent, report)))
    report.count('Files that come with a question are left out', parent.line);
  return { text: textIn(parent, report), format };
}

function textIn(parent: XmlElement | undefined, report: FileReport): string {
  const text = parent && (childOf(parent, 'text') ?? (parent.children.length === 0 ? parent : undefined));
  const inside = text?.children[0];
  if (inside)
    report.error(
      `There is an element <${inside.name.slice(0, 60)}> inside <text>. HTML stands in <![CDATA[ ]]>, or with &lt; for <.`,
      { line: inside.line },
    );
  return text ? wordsIn(text) : '';
}

/** With the words of elements inside, so that one mistake is not said as three. */
const wordsIn = ({ text, children }: XmlElement): string => [text, ...children.map(wordsIn)].join('');

/** What nearly every question has and no item: said once a file. */
function sayLeftOut(element: XmlElement, report: FileReport): void {
  const says = (name: string) =>
    childrenOf(element, name).some((one) => (childOf(one, 'text') ?? one).text.trim() !== '');
  if (['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].some(says))
    report.count('Left out: what is said of right, partly right and wrong answers as a whole', element.line);
  if (says('image')) report.count('Left out: a picture beside the question', element.line);
  if (says('hint')) report.count('Left out: hints for a further try', element.line);
  const grade = Number(childOf(element, 'defaultgrade')?.text ?? 1);
  if (grade !== 1) report.count('Marks are left out: every item counts the same', element.line);
  if (/^(?:1|true)$/.test(childOf(element, 'shuffleanswers')?.text.trim() ?? ''))
    report.count('Answers are not shuffled: they keep the order of the file', element.line);
}
