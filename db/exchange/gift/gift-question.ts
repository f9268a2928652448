import { answersOf } from '#db/exchange/gift/gift-answers';
import { type GiftBlock, saidInComment } from '#db/exchange/gift/gift-blocks';
import { cutAtFeedback, lineFinder, signsIn, textOf, unescaped } from '#db/exchange/gift/gift-text';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { CASE_TAG, type MoodleQuestion } from '#db/exchange/moodle/question';
import type { FileReport } from '#domain/exam/exchange/file-report';

/** The parts of a question: what is asked, what stands between its braces, and what is said whatever was answered. */
interface Parts {
  stem: string;
  /** Undefined: there are no braces, and it is a description. */
  answers?: string;
  /** Behind the last `####`. */
  feedback?: string;
  /** Where `answers` begins in the block. */
  from: number;
}

/** A backslash with its sign is read in one way alone: in two, a row of them would be tried for ever. */
const TITLE = /^\s*::((?:\\[\\:#={}~n]|(?!::|\\[\\:#={}~n])[\s\S]){0,2000})::/;

/** A block of GIFT as a question of Moodle; undefined, and said why, when its signs do not fit. */
export function questionOfBlock(block: GiftBlock, report: FileReport): MoodleQuestion | undefined {
  if (block.text.length > ITEM_LIMITS.rawText) {
    report.error('This question is too long to be one. A blank line parts questions.', { line: block.line });
    return undefined;
  }
  const [head = '', title = ''] = TITLE.exec(block.text) ?? [];
  const parts = partsOf(block, head.length, report);
  if (parts === undefined) return undefined;
  const { idNumber, tags, feedback } = saidInComment(block.comment);
  const type = typeOf(parts.answers);
  return {
    line: block.line,
    type,
    title: unescaped(title),
    idNumber,
    tags,
    stem: textOf(parts.stem, 'moodle'),
    ...feedbackOf(parts, feedback),
    answers: answersOf(type, parts, block, report),
    isSingle: type !== 'multichoice' || signsIn(parts.answers ?? '', '=~').some(({ sign }) => sign === '='),
    isCaseSensitive: tags.includes(CASE_TAG),
  };
}

/** What stands at the end of the answers, or else what we put into a comment. */
function feedbackOf({ stem, feedback }: Parts, inComment: string | undefined): Pick<MoodleQuestion, 'feedback'> {
  if (feedback !== undefined) return { feedback: textOf(feedback, textOf(stem, 'moodle').format) };
  return inComment === undefined ? {} : { feedback: { text: inComment, format: 'html' } };
}

function partsOf(block: GiftBlock, start: number, report: FileReport): Parts | undefined {
  const text = block.text.slice(start);
  const braces = signsIn(text, '{}');
  const lineAt = lineFinder(block.text, block.line);
  const refuse = (at: number, why: string): undefined => report.error(why, { line: lineAt(start + at) }) as undefined;
  const [open] = braces;
  if (open === undefined) return { stem: text, from: 0 };
  if (open.sign === '}') return refuse(open.at, 'There is a } without its {. A } in a text is written \\}.');
  const close = braces.find(({ sign }) => sign === '}');
  if (close === undefined)
    return refuse(open.at, 'This { is never closed. A blank line ends a question; a { in a text is written \\{.');
  const second = braces.find(({ at }) => at > close.at);
  if (second)
    return refuse(
      second.at,
      `There is a second ${second.sign} in this question. Questions are parted by a blank line; a brace in a text is written \\${second.sign}.`,
    );
  const after = text.slice(close.at + 1);
  const stem = text.slice(0, open.at) + (after.trim() === '' ? '' : `_____${after}`);
  const inside = text.slice(open.at + 1, close.at);
  const end = signsIn(inside, '####').at(-1)?.at;
  const feedback = end === undefined ? {} : { feedback: inside.slice(end + 4) };
  return { stem, answers: inside.slice(0, end), ...feedback, from: start + open.at + 1 };
}

/** What kind of question it is shows from the signs of its answers. */
function typeOf(answers: string | undefined): string {
  const content = answers?.trim();
  if (content === undefined) return 'description';
  if (content === '') return 'essay';
  if (content.startsWith('>')) return 'ordering';
  if (content.startsWith('#')) return 'numerical';
  const signs = signsIn(content, '=~').map(({ sign }) => sign);
  if (signs.includes('~')) return 'multichoice';
  if (signs.includes('=') && content.includes('->')) return 'matching';
  return TRUTH.test(cutAtFeedback(content)[0].trim()) ? 'truefalse' : 'shortanswer';
}

const TRUTH = /^(?:T|TRUE|F|FALSE)$/;
