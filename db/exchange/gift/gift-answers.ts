import type { GiftBlock } from '#db/exchange/gift/gift-blocks';
import { cutAtFeedback, lineFinder, signsIn, textOf } from '#db/exchange/gift/gift-text';
import type { MoodleAnswer, TextFormat } from '#db/exchange/moodle/question';
import type { FileReport } from '#domain/exam/exchange/file-report';

/** Answers as they stand between braces: their text, where it begins in the block, and the stem for its format. */
interface RawAnswers {
  stem: string;
  answers?: string;
  from: number;
}

/** The answers of a question of a type that is taken; of any other none. */
export function answersOf(type: string, raw: RawAnswers, block: GiftBlock, report: FileReport): MoodleAnswer[] {
  const { answers = '', from } = raw;
  const { format } = textOf(raw.stem, 'moodle');
  const lineInBlock = lineFinder(block.text, block.line);
  const lineAt = (at: number) => lineInBlock(from + at);
  if (type === 'truefalse') return truths(answers, lineAt(0), format);
  if (type === 'ordering') return stepsIn(answers, lineAt);
  if (type !== 'multichoice' && type !== 'shortanswer') return [];
  const signs = signsIn(answers, '=~');
  // `{answer}` is short for `{=answer}`.
  if (signs.length === 0) return [answerOf(type, '=', answers, lineAt(0), format)];
  if (answers.slice(0, signs[0]?.at).trim() !== '') report.error(STRAY_TEXT, { line: lineAt(0) });
  return signs.map(({ sign, at }, index) =>
    answerOf(type, sign, answers.slice(at + 1, signs[index + 1]?.at), lineAt(at), format),
  );
}

const STRAY_TEXT = 'There is text before the first = or ~ of the answers. In a text they are written \\= and \\~.';

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
