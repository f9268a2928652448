import { listToldAnswers, listWrongAnswers, type ToldAnswer } from '#db/queries/wrong-answers';
import { documentText } from '#domain/chart/document-text';
import { answerWords, rightWords } from '#domain/exam/items/answer-words';
import { citesOf, whyRight } from '#domain/exam/items/item-authority';
import { plainText } from '#domain/exam/items/text-runs';
import type { StudyCard } from '#domain/study/card';
import { examCard } from '#domain/study/exam-card';
import { findSkill } from '#domain/study/skills-of';
import { itemAddress } from '#operations/exam/addresses';
import { findBlueprint } from '#operations/exam/find-blueprint';
import type { ToldEntry } from './told-entry.ts';

type Locals = Pick<App.Locals, 'db' | 'actor'>;

/** Entries of exams in words: the question, what was answered, what is right and why. By id of the entry. One query. */
export async function tellWrongAnswers(
  { db, actor }: Locals,
  entryIds: readonly string[],
): Promise<(readonly [string, ToldEntry])[]> {
  const found = await listToldAnswers(db, actor.personId, entryIds);
  return found.map((one) => [one.id, entryOf(one)] as const);
}

function entryOf(told: ToldAnswer): ToldEntry {
  const { item, answer, blueprint, sittingId, place } = told;
  const about = told.scenario ? `About “${told.scenario.title}”: ` : '';
  return {
    headline: `${about}${plainText(item.stem)}`,
    sentences: [
      `You answered: ${inWords(answerWords(item, answer))}`,
      `Right: ${inWords(rightWords(item))}`,
      ...whyRight(item).map(plainText),
      ...(item.source ? [`Source: ${item.source}`] : []),
    ],
    cites: citesOf(item),
    result: {
      title: `${findBlueprint(blueprint)?.name ?? blueprint}, question ${place + 1}`,
      address: itemAddress(sittingId, place),
    },
  };
}

const inWords = (words: readonly string[]): string =>
  words.length === 0 ? 'nothing.' : `${words.map(plainText).join('; ').replace(/\.$/, '')}.`;

/** Cards of a person's wrong answers in exams that are not settled, the oldest first; one of them with `entryId`. Two queries. */
export async function tellExamCards({ db, actor }: Locals, entryId?: string): Promise<StudyCard[]> {
  const wanted = (await listWrongAnswers(db, actor.personId, entryId)).map(({ id }) => id);
  const told = new Map((await listToldAnswers(db, actor.personId, wanted)).map((one) => [one.id, one]));
  return wanted.flatMap((id) => {
    const one = told.get(id);
    return one ? [cardOf(one)] : [];
  });
}

function cardOf({ id, item, answer, scenario, skill, sittingId, place }: ToldAnswer): StudyCard {
  const known = findSkill(skill);
  return examCard({
    entryId: id,
    ...(scenario && { scenario: documentText(scenario) }),
    stem: plainText(item.stem),
    options: 'options' in item ? item.options.map(({ text }) => plainText(text)) : [],
    answered: answerWords(item, answer).map(plainText),
    right: rightWords(item).map(plainText),
    why: whyRight(item).map(plainText),
    cites: citesOf(item),
    skills: known ? [known.id] : [],
    resultAddress: itemAddress(sittingId, place),
  });
}
