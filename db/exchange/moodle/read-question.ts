import { CASE_TAG, type MoodleQuestion, OUR_PARAGRAPHS, TAKEN_TYPES } from '#db/exchange/moodle/question';
import { QuestionTexts } from '#db/exchange/moodle/question-texts';
import { readAnswers } from '#db/exchange/moodle/read-answers';
import { detailsOfTags } from '#domain/exam/exchange/detail-tags';
import type { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, ItemDetails } from '#domain/exam/exchange/foreign-item';
import { nameFromTitle, type PlacedForeignItem, titleFromStem } from '#domain/exam/exchange/item-name';
import { said } from '#domain/exam/exchange/normal-item';
import { normalLine } from '#domain/exam/exchange/normal-text';
import { type DetailField, type DetailProblem, readDetails } from '#domain/exam/exchange/read-details';

/** Types of Moodle's own that this platform has no question for. */
const NOT_TAKEN: Record<string, string> = {
  matching: 'a matching question',
  match: 'a matching question',
  randomsamatch: 'a matching question',
  numerical: 'a numerical question',
  essay: 'an essay',
  cloze: 'a text with gaps (cloze)',
  multianswer: 'a text with gaps (cloze)',
  description: 'a text without a question',
  calculated: 'a calculated question',
  calculatedsimple: 'a calculated question',
  calculatedmulti: 'a calculated question',
  ddwtos: 'a question of dragging words into a text',
  gapselect: 'a question of selecting missing words',
  ddimageortext: 'a question of dragging onto a picture',
  ddmarker: 'a question of dragging markers onto a picture',
  random: 'a question drawn by lot',
};

/** What Moodle has as what this platform has; undefined when it is no question, left out, or wrong. */
export function readQuestion(question: MoodleQuestion, report: FileReport): PlacedForeignItem | undefined {
  const texts = new QuestionTexts(question, report);
  if (!TAKEN_TYPES.has(question.type)) {
    texts.warn(
      `Left out: ${NOT_TAKEN[question.type] ?? `a question of the type “${question.type}”`}. This platform has none of that kind.`,
    );
    return undefined;
  }
  const stem = texts.read(question.stem, 'The question');
  const feedback = question.feedback && texts.read(question.feedback, 'The general feedback');
  const answered = readAnswers(question, texts);
  if (stem === undefined || answered === undefined) return undefined;
  if (stem.markdown === '') return texts.error('The question has no text.');
  const title = normalLine(question.title) || titleFromStem(stem.markdown);
  const item: ForeignItem = {
    name: normalLine(question.idNumber) || nameFromTitle(title),
    title,
    stem: stem.markdown,
    question: answered,
    ...said(feedback?.markdown),
    details: detailsOf(question, feedback?.ours ?? new Map(), texts),
  };
  return { item, line: question.line };
}

/** Details stand in tags, and those that are too long for one in paragraphs of the general feedback. */
function detailsOf({ tags }: MoodleQuestion, ours: ReadonlyMap<string, string[]>, texts: QuestionTexts): ItemDetails {
  const tagged = detailsOfTags(tags.map(normalLine).filter((tag) => tag !== CASE_TAG));
  const written = readDetails(
    new Map(
      OUR_PARAGRAPHS.map(({ field, className }): [DetailField, string[]] => [
        field,
        (ours.get(className) ?? []).map((text) => text.replace(/^[^:]*:/, '')),
      ]),
    ),
  );
  for (const problem of [...tagged.problems, ...written.problems]) texts.warn(sentenceOf(problem));
  for (const tag of tagged.others.slice(0, 5))
    texts.warn(`The tag “${tag.slice(0, 80)}” is left out: items have no tags.`);
  return { ...tagged.details, ...written.details };
}

const sentenceOf = ({ field, found, expected }: DetailProblem): string =>
  `The ${field} “${found.slice(0, 80)}” is left out: expected is ${expected}.`;
