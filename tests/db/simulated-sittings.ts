import type { Db } from '#db/client';
import { itemDomains, itemKeys, items, itemVersions } from '#db/schema/items';
import { people } from '#db/schema/people';
import { sittingAnswers, sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';
import { forCandidate } from '#domain/exam/items/candidate-item';
import type { Item } from '#domain/exam/items/item-file';
import { NO_ACCOMMODATIONS } from '#domain/exam/sittings/sitting';
import type { ExamRecords, RecordedItem, RecordedSitting } from '#domain/exam/statistics/exam-records';

const ROWS_AT_ONCE = 500;
const DOMAIN = 'cpc/anatomy';

function itemOf({ name, version, options, key }: RecordedItem): Item {
  return {
    id: name,
    version,
    type: 'single-choice',
    domains: [DOMAIN],
    skills: [],
    objective: 'Names what was asked for',
    level: 'recall',
    difficulty: 0.6,
    codeSetYear: 'FY2026',
    stem: `What is the answer to ${name}?`,
    cites: [],
    source: 'A book, chapter 1',
    options: Array.from({ length: options }, (_, place) => ({
      text: `Answer ${place + 1} to ${name}`,
      isRight: key.includes(place),
      feedback: 'Because it says so in the book.',
    })),
  };
}

/** Writes sittings as they are after they were closed, with their items. Version ids are `<name>@<version>`. */
export async function putSittings(db: Db, blueprint: string, records: ExamRecords): Promise<void> {
  const versionId = ({ name, version }: RecordedItem) => `${name}@${version}`;
  await db.transaction(async (tx) => {
    const insert = async <Row>(rows: Row[], write: (part: Row[]) => Promise<unknown>) => {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await write(rows.slice(at, at + ROWS_AT_ONCE));
    };
    const names = [...new Set(records.items.map(({ name }) => name))];
    await insert(names, (part) =>
      tx.insert(items).values(part.map((name) => ({ id: name, name, createdAt: 1, reviewedVersion: 1 }))),
    );
    await insert([...records.items], (part) =>
      tx.insert(itemVersions).values(
        part.map((item) => ({
          id: versionId(item),
          itemId: item.name,
          number: item.version,
          version: item.version,
          type: item.type,
          level: 'recall' as const,
          difficulty: 0.6,
          candidate: forCandidate(itemOf(item)),
          contentHash: versionId(item),
          publishedAt: item.publishedAt,
        })),
      ),
    );
    await insert([...records.items], (part) =>
      tx.insert(itemKeys).values(part.map((item) => ({ itemVersionId: versionId(item), item: itemOf(item) }))),
    );
    await insert([...records.items], (part) =>
      tx.insert(itemDomains).values(part.map((item) => ({ itemVersionId: versionId(item), place: 0, domain: DOMAIN }))),
    );
    const persons = [...new Set(records.sittings.map(({ personId }) => personId))];
    await insert(persons, (part) => tx.insert(people).values(part.map((id) => ({ id, createdAt: 1 }))));
    await insert(
      records.sittings.map((sitting, at) => ({ sitting, id: `sitting-${at}` })),
      (part) => tx.insert(sittings).values(part.map(({ sitting, id }) => rowOf(blueprint, sitting, id))),
    );
    const answers = records.sittings.flatMap((sitting, at) =>
      sitting.answers.map((answer, place) => ({ answer, place, sittingId: `sitting-${at}`, at: sitting.startedAt })),
    );
    await insert(answers, (part) =>
      tx.insert(sittingItems).values(
        part.map(({ answer, place, sittingId }) => ({
          sittingId,
          place,
          itemVersionId: versionId(records.items[answer.item] as RecordedItem),
          domain: DOMAIN,
          isPretest: answer.isPretest,
        })),
      ),
    );
    await insert(answers, (part) =>
      tx.insert(sittingJudgements).values(
        part.map(({ answer, place, sittingId }) => ({
          sittingId,
          place,
          verdict: answer.isLeftOut
            ? ('unanswered' as const)
            : answer.isRight
              ? ('right' as const)
              : ('wrong' as const),
          credit: answer.isRight ? 1 : 0,
          judgement: {
            verdict: 'right' as const,
            credit: 1,
            share: { numerator: 1, denominator: 1 },
            remarks: [],
          },
        })),
      ),
    );
    await insert(answers, (part) =>
      tx.insert(sittingAnswers).values(
        part.map(({ answer, place, sittingId, at }) => ({
          sittingId,
          place,
          answer: answer.isLeftOut ? null : { kind: 'options' as const, chosen: [...answer.chosen] },
          isFlagged: false,
          struck: [],
          note: '',
          highlights: [],
          spentMs: answer.spentMs ?? 0,
          changedAt: at,
          changeOrder: 1,
          savedAt: at,
        })),
      ),
    );
  });
}

const rowOf = (blueprint: string, { personId, scope, startedAt }: RecordedSitting, id: string) => ({
  id,
  personId,
  blueprint,
  mode: 'exam' as const,
  scope,
  domains: [],
  seed: 1,
  expected: 0.6,
  minutes: 240,
  accommodations: NO_ACCOMMODATIONS,
  startedAt,
  closedAt: startedAt + 1,
});
