import { type GiftBlock, saidInComment } from '#db/exchange/gift/gift-blocks';
import { cutAtFeedback, lineFinder, signsIn, textOf, unescaped } from '#db/exchange/gift/gift-text';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { CASE_TAG, type MoodleAnswer, type MoodleQuestion, type TextFormat } from '#db/exchange/moodle/question';
import type { FileReport } from '#domain/exam/exchange/file-report';

/** The halves of a question: what is asked, and what stands between its braces. */
interface Parts {
  stem: string;
  /** Undefined: there are no braces, and it is a description. */
  answers?: string;
  /** Where `answers` begins in the block. */
  from: number;
}

/** A block of GIFT as a question of Moodle; undefined, and said why, when its signs do not fit. */
export function questionOfBlock(block: GiftBlock, report: FileReport): MoodleQuestion | undefined {
  if (block.text.length > ITEM_LIMITS.rawText) {
    report.error('This question is too long to be one. A blank line parts questions.', { line: block.line });
    return undefined;
  }
  const [head = '', title = ''] = /^\s*::((?:\\[\\:#={}~n]|(?!::)[\s\S]){0,2000})::/.exec(block.text) ?? [];
  const parts = partsOf(block, head.length, report);
  if (parts === undefined) return undefined;
  const stem = textOf(parts.stem, 'moodle');
  const said = saidInComment(block.comment);
  const gap = signsIn(parts.answers ?? '', '####').at(-1)?.at;
  const content = parts.answers?.slice(0, gap);
  const feedback = gap === undefined ? said.feedback : parts.answers?.slice(gap + 4);
  const type = typeOf(content);
  const answers = content === undefined ? [] : answersOf(type, content, parts.from, block, stem.format, report);
  return {
    line: block.line,
    type,
    title: unescaped(title),
    idNumber: said.idNumber,
    stem,
    ...(feedback !== undefined && {
      feedback: gap === undefined ? { text: feedback, format: 'html' } : textOf(feedback, stem.format),
    }),
    answers,
    isSingle: type !== 'multichoice' || signsIn(content ?? '', '=~').some(({ sign }) => sign === '='),
    isCaseSensitive: said.tags.includes(CASE_TAG),
    tags: said.tags,
  };
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
  return { stem, answers: text.slice(open.at + 1, close.at), from: start + open.at + 1 };
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

function answersOf(
  type: string,
  content: string,
  from: number,
  block: GiftBlock,
  format: TextFormat,
  report: FileReport,
): MoodleAnswer[] {
  const lineOf = lineFinder(block.text, block.line);
  if (type === 'truefalse') return truths(content, lineOf(from), format);
  if (type === 'ordering') return stepsIn(content, (at) => lineOf(from + at));
  if (type !== 'multichoice' && type !== 'shortanswer') return [];
  const signs = signsIn(content, '=~');
  // `{answer}` is short for `{=answer}`.
  if (signs.length === 0) return [answerOf(type, '=', content, lineOf(from), format)];
  if (content.slice(0, signs[0]?.at).trim() !== '')
    report.error('There is text before the first = or ~ of the answers. In a text they are written \\= and \\~.', {
      line: lineOf(from),
    });
  return signs.map(({ sign, at }, index) =>
    answerOf(type, sign, content.slice(at + 1, signs[index + 1]?.at), lineOf(from + at), format),
  );
}

const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d+)?)%/;

function answerOf(type: string, sign: string, raw: string, line: number, format: TextFormat): MoodleAnswer {
  // In a choice `=` is the right answer whatever stands behind it.
  const weight = sign === '=' && type === 'multichoice' ? null : WEIGHT.exec(raw);
  const [text, feedback] = cutAtFeedback(raw.slice(weight?.[0].length ?? 0));
  return {
    line,
    fraction: weight ? Number(weight[1]) : sign === '=' ? 100 : 0,
    text: textOf(text, format),
    ...(feedback !== undefined && { feedback: textOf(feedback, format) }),
  };
}

/** `{T#what is said of the wrong answer#what is said of the right one}` */
function truths(content: string, line: number, format: TextFormat): MoodleAnswer[] {
  const [truth, behind = ''] = cutAtFeedback(content);
  const [ofWrong, ofRight = ''] = cutAtFeedback(behind);
  const isTrue = truth.trim().startsWith('T');
  return (['True', 'False'] as const).map((text) => {
    const isRight = (text === 'True') === isTrue;
    return {
      line,
      text: { text, format: 'plain' },
      fraction: isRight ? 100 : 0,
      feedback: textOf(isRight ? ofRight : ofWrong, format),
    };
  });
}

const SETTING = /^(?:\d+|[A-Z_]+|none|abc|iii)$/;

/** `{>6 ALL VERTICAL …` and a step on every line; signs mean nothing in them. */
function stepsIn(content: string, lineAt: (at: number) => number): MoodleAnswer[] {
  let at = 0;
  return content.split('\n').flatMap((whole, index) => {
    const line = lineAt(at);
    at += whole.length + 1;
    const text = index === 0 ? withoutSettings(whole) : whole.trim();
    return text === '' ? [] : [{ line, fraction: index, text: { text, format: 'moodle' as const } }];
  });
}

const withoutSettings = (line: string): string => {
  const words = line.replace('>', '').trim().split(/\s+/);
  const first = words.findIndex((word) => !SETTING.test(word));
  return first === -1 ? '' : words.slice(first).join(' ');
};
