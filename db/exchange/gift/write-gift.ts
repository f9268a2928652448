import { escaped } from '#db/exchange/gift/gift-text';
import { categoryOf, type MoodleAnswer, type MoodleQuestion } from '#db/exchange/moodle/question';
import { toMoodleQuestion } from '#db/exchange/moodle/write-question';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, WrittenItems } from '#domain/exam/exchange/foreign-item';

/** Items as a file in GIFT, sorted into a category by the first domain of each. */
export function writeGift(items: readonly ForeignItem[]): WrittenItems {
  const report = new FileReport();
  let category: string | undefined;
  const parts = items.flatMap((item) => {
    const question = toMoodleQuestion(item, report);
    const flaw = question && flawOf(question);
    if (flaw) report.warning(`Not written: ${flaw}`, { item: item.name });
    if (question === undefined || flaw) return [];
    sayComments(question, report);
    const path = categoryOf(item.details.domains?.[0]);
    const isNew = path !== category;
    category = path;
    return [...(isNew ? [`$CATEGORY: $course$/${path}\n`] : []), questionGift(question)];
  });
  return { bytes: new TextEncoder().encode(parts.join('\n')), remarks: report.remarks() };
}

/** What GIFT would read as something else, with no sign to prevent it. */
function flawOf({ type, answers, isSingle }: MoodleQuestion): string | undefined {
  if (type === 'multichoice' && isSingle && answers.every(({ fraction }) => fraction === 100))
    return 'all its answers are right, which GIFT reads as a text to type.';
  const isMatching = type === 'shortanswer' && answers.some(({ text }) => text.text.includes('->'));
  return isMatching ? 'an answer with -> in it makes a matching question of it in GIFT.' : undefined;
}

const isForBrackets = (text: string): boolean => !/\\/.test(text);

function sayComments({ type, idNumber, feedback, tags }: MoodleQuestion, report: FileReport): void {
  const item = idNumber;
  if (type === 'ordering' && feedback?.text)
    report.warning('Moodle has no general feedback for steps in GIFT: it stands in a comment.', { item });
  for (const text of [idNumber, ...tags].filter((one) => !isForBrackets(one)))
    report.warning(`Not written: “${text.slice(0, 80)}”, for its backslash.`, { item });
}

/** A bracket in a comment ends what is said there, unless a backslash stands before it. */
const bracketed = (name: string, text: string): string =>
  isForBrackets(text) ? ` [${name}:${text.replaceAll(']', '\\]')}]` : '';

function questionGift(question: MoodleQuestion): string {
  const { type, title, idNumber, stem, tags, answers } = question;
  const isOrder = type === 'ordering';
  const said = bracketed('id', idNumber) + tags.map((tag) => bracketed('tag', tag)).join('');
  const comment = said === '' ? '' : `//${said}\n`;
  const asked = escaped(isOrder ? withoutBraces(stem.text) : withPlainStart(stem.text));
  const lines = isOrder ? stepLines(answers) : answers.map((answer) => answerLine(question, answer));
  return `${comment}${feedbackComment(question)}::${escaped(title)}::[html]${asked}{${isOrder ? ORDER(answers.length) : ''}
${lines.join('')}${isOrder ? '' : feedbackLine(question)}}\n`;
}

const ORDER = (steps: number): string => `>${steps} ALL VERTICAL ALL_OR_NOTHING HIDE none`;

/** In Moodle’s ordering questions braces have no escape. */
const withoutBraces = (html: string): string => html.replace(/[{}]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `[html]` at the start of a text is a format, `%50%` a weight; as characters of HTML they are what they are. */
const withPlainStart = (html: string): string => html.replace(/^[[%]/, (sign) => `&#${sign.charCodeAt(0)};`);

const stepLines = (answers: readonly MoodleAnswer[]): string[] =>
  answers.map(({ text }) => {
    const step = withoutBraces(text.text).replaceAll('#', (sign, at: number, whole: string) =>
      whole[at - 1] === '&' ? sign : '&#35;',
    );
    return `${step.replace(/^\/\//, '&#47;/')}\n`;
  });

const feedbackComment = ({ type, feedback }: MoodleQuestion): string =>
  type === 'ordering' && feedback?.text
    ? `// [feedback:${feedback.text.replace(/[[\]\\]/g, (sign) => `&#${sign.charCodeAt(0)};`)}]\n`
    : '';

const feedbackLine = ({ feedback }: MoodleQuestion): string =>
  feedback?.text ? `\t####${escaped(withPlainStart(feedback.text))}\n` : '';

function answerLine({ type, isSingle }: MoodleQuestion, { text, fraction, feedback }: MoodleAnswer): string {
  const said = feedback?.text ? `#${escaped(withPlainStart(feedback.text))}` : '';
  // What is typed is no HTML: its format is said where it could be taken for one.
  const typed = `${text.text.startsWith('[') ? '[plain]' : ''}${escaped(text.text)}`;
  if (type === 'shortanswer') return `\t=%${fraction}%${typed}${said}\n`;
  // One `=` among its answers, and a question has one right answer alone.
  const sign = fraction === 0 ? '~' : isSingle ? '=' : `~%${fraction}%`;
  return `\t${sign}${escaped(withPlainStart(text.text))}${said}\n`;
}
