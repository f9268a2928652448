import { ITEM_LIMITS } from '#db/exchange/item-limits';
import type { MoodleAnswer, MoodleQuestion } from '#db/exchange/moodle/question';
import type { QuestionTexts } from '#db/exchange/moodle/question-texts';
import type { ForeignOption, ForeignQuestion } from '#domain/exam/exchange/foreign-item';
import { said } from '#domain/exam/exchange/normal-item';
import { normalLine } from '#domain/exam/exchange/normal-text';

/** How a question of Moodle is answered; undefined, and said why, when its answers are wrong. */
export function readAnswers(question: MoodleQuestion, texts: QuestionTexts): ForeignQuestion | undefined {
  if (question.answers.length > ITEM_LIMITS.options)
    return texts.error(`The question has more than ${ITEM_LIMITS.options} answers.`);
  if (question.type === 'ordering') return readSteps(question, texts);
  const wrong = question.answers.filter(({ fraction }) => !(Math.abs(fraction) <= 100));
  for (const { line } of wrong) texts.error('The weight of this answer is no number from −100 to 100.', line);
  if (wrong.length > 0) return undefined;
  return question.type === 'shortanswer' ? readTyped(question, texts) : readChoice(question, texts);
}

function readChoice({ answers, isSingle, type }: MoodleQuestion, texts: QuestionTexts): ForeignQuestion | undefined {
  if (answers.length < 2) return texts.error('A choice needs two answers at least.');
  const isMultiple = !isSingle;
  const options = answers.map((answer) => readOption(answer, isMultiple, texts));
  if (!options.every((option) => option !== undefined)) return undefined;
  if (!options.some(({ isRight }) => isRight))
    return texts.error(
      isMultiple ? 'No answer is right: one needs a share above 0 %.' : 'No answer is right: one needs 100 %.',
    );
  if (type === 'truefalse') texts.count('True or false becomes a choice of two.');
  sayWeights(answers, isMultiple, texts);
  return { type: 'choice', isMultiple, options };
}

function readOption(answer: MoodleAnswer, isMultiple: boolean, texts: QuestionTexts): ForeignOption | undefined {
  const text = texts.read(answer.text, 'This answer', answer.line);
  const feedback = answer.feedback && texts.read(answer.feedback, 'The feedback of this answer', answer.line);
  if (text === undefined) return undefined;
  if (text.markdown === '') return texts.error('This answer has no text.', answer.line);
  const isRight = isMultiple ? answer.fraction > 0 : answer.fraction >= 100;
  return { text: text.markdown, isRight, ...said(feedback?.markdown) };
}

/** What is right in part is wrong here, and right answers of one question count the same. */
function sayWeights(answers: readonly MoodleAnswer[], isMultiple: boolean, texts: QuestionTexts): void {
  const isPart = ({ fraction }: MoodleAnswer) => !isMultiple && fraction > 0 && fraction < 100;
  for (const { line, fraction } of answers.filter(isPart))
    texts.warn(
      `An answer that counts ${fraction} % is taken as wrong: questions here count whole or not at all.`,
      line,
    );
  const right = answers.filter(({ fraction }) => (isMultiple ? fraction > 0 : fraction >= 100));
  if (isMultiple && right.some(({ fraction }) => Math.abs(fraction - (right[0]?.fraction ?? 0)) > 0.01))
    texts.warn('The right answers have different weights; here the question counts whole or not at all.');
  if (!isMultiple && right.length > 1) texts.warn(`One answer is to be chosen, and ${right.length} are right.`);
}

/** Without the backslash before an asterisk; one without it stands for anything. */
const WILDCARD = /(?<!\\)\*/;
const typed = (text: string): string => normalLine(text).replaceAll('\\*', '*');

function readTyped({ answers, isCaseSensitive }: MoodleQuestion, texts: QuestionTexts): ForeignQuestion | undefined {
  const accept: string[] = [];
  const wrong: { value: string; feedback: string }[] = [];
  for (const answer of answers) {
    const { line, fraction, text } = answer;
    const feedback = answer.feedback && texts.read(answer.feedback, 'The feedback of this answer', line);
    if (normalLine(text.text) === '') texts.error('This answer has no text.', line);
    else if (WILDCARD.test(text.text))
      texts.warn(`Left out: the pattern “${normalLine(text.text).slice(0, 80)}”. Answers here are whole texts.`, line);
    else if (fraction >= 100) {
      accept.push(typed(text.text));
      if (feedback?.markdown)
        texts.warn('Left out: the feedback of an accepted answer. Write it as general feedback.', line);
    } else {
      wrong.push({ value: typed(text.text), feedback: feedback?.markdown ?? '' });
      if (fraction > 0) texts.warn(`An answer that counts ${fraction} % is taken as wrong, with its feedback.`, line);
    }
  }
  if (accept.length === 0) return texts.error('No whole text is accepted as an answer: one needs 100 %.');
  return { type: 'text', accept, isCaseSensitive, wrong };
}

function readSteps({ answers }: MoodleQuestion, texts: QuestionTexts): ForeignQuestion | undefined {
  if (answers.length < 2) return texts.error('Steps in order are two at least.');
  const steps = answers.map((answer, at) => {
    const read = texts.read(answer.text, 'This step', answer.line);
    if (read?.markdown === '') texts.error('This step has no text.', answer.line);
    const own = read?.classes.find((one) => one.startsWith('step-'))?.slice('step-'.length);
    if (answer.feedback && texts.read(answer.feedback, 'The feedback of this step', answer.line)?.markdown)
      texts.warn('Left out: the feedback of a step. Write it as general feedback.', answer.line);
    return { id: own || String(at + 1), text: read?.markdown ?? '' };
  });
  if (steps.some(({ text }) => text === '')) return undefined;
  const ids = new Set(steps.map(({ id }) => id));
  return {
    type: 'order',
    steps: ids.size === steps.length ? steps : steps.map((one, at) => ({ ...one, id: String(at + 1) })),
  };
}
