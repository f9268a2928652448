import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { RightLostError } from '#db/queries/deed';
import { deleteOrganisation } from '#db/queries/delete-organisation';
import { deleteAccount } from '#db/queries/delete-person';
import { organisationTables } from '#db/queries/export-organisation';
import {
  bringDrafts,
  countKnown,
  deleteDrafts,
  findDraft,
  listDraftItems,
  listDrafts,
  MOST_DRAFT_BYTES,
} from '#db/queries/item-drafts';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import type { Instant } from '#domain/time';
import { newId } from './a-case.ts';
import { anAccount, anOrganisation, everyRow } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

const anItem = (name: string, changes: Partial<ForeignItem> = {}): ForeignItem => ({
  name,
  title: `Title of ${name}`,
  stem: `Which of these is ${name}?`,
  question: {
    type: 'choice',
    isMultiple: false,
    options: [
      { text: 'This', isRight: true },
      { text: 'That', isRight: false },
    ],
  },
  details: {},
  ...changes,
});
const deed = (organisationId = 'school', at = 5) => ({
  organisationId,
  actorId: 'ann',
  roles: ['author' as const],
  at: at as Instant,
  requestId: 'request',
});
async function aSchool(): Promise<Db> {
  const { db } = await freshDatabase();
  await anAccount(db, 'ann');
  await anAccount(db, 'oli');
  await anOrganisation(db, 'school', { ann: ['author'], oli: ['owner'] });
  await anOrganisation(db, 'other', { ann: ['author'], oli: ['owner'] });
  return db;
}
const bring = (db: Db, items: ForeignItem[], of = 'school') =>
  bringDrafts(db, deed(of), { items, file: 'questions.xml', format: 'moodle', newId });
const idsOf = async (db: Db, of = 'school') =>
  (await listDrafts(db, of, { from: 0, most: 50 })).drafts.map(({ id }) => id);

describe('questions an organisation brought', () => {
  test('have a bound in bytes together, too: few of them can be a database full', async () => {
    const db = await aSchool();
    const large = (name: string) => anItem(name, { stem: `${name} ${'é'.repeat(MOST_DRAFT_BYTES / 8)}` });
    expect(await bring(db, ['a', 'b', 'c'].map(large))).toEqual({ added: 3, known: 0 });
    expect(await bring(db, [large('d')])).toBeUndefined();
    expect(await bring(db, [large('d')], 'other')).toEqual({ added: 1, known: 0 });
  });

  test('the same file twice makes nothing twice, not even within a file or with other feedback', async () => {
    const db = await aSchool();
    const items = [
      anItem('one'),
      anItem('two'),
      anItem('one-2', { stem: 'Which of these is one?', feedback: 'So it is.' }),
    ];
    expect(await countKnown(db, 'school', items)).toBe(1);
    expect(await bring(db, items)).toEqual({ added: 2, known: 1 });
    expect(await countKnown(db, 'school', [...items, anItem('three')])).toBe(3);
    expect(await countKnown(db, 'other', items)).toBe(1);
    expect(await bring(db, items)).toEqual({ added: 0, known: 3 });
    expect(await listDraftItems(db, 'school')).toHaveLength(2);
  });
  test('the same words with another key are another question', async () => {
    const db = await aSchool();
    const other = anItem('one', {
      question: {
        type: 'choice',
        isMultiple: false,
        options: [
          { text: 'This', isRight: false },
          { text: 'That', isRight: true },
        ],
      },
    });
    expect(await bring(db, [anItem('one'), other])).toEqual({ added: 2, known: 0 });
  });
  test('are one organisation’s: another neither reads nor deletes them', async () => {
    const db = await aSchool();
    await bring(db, [anItem('one')]);
    const [id = ''] = await idsOf(db);
    expect(await findDraft(db, 'other', id)).toBeUndefined();
    expect(await listDraftItems(db, 'other', [id])).toEqual([]);
    expect(await deleteDrafts(db, deed('other'), [id])).toBe(0);
    expect(await findDraft(db, 'school', id)).toMatchObject({ item: anItem('one'), broughtBy: 'Name of ann' });
    expect(await deleteDrafts(db, deed(), [id])).toBe(1);
    expect(await idsOf(db)).toEqual([]);
  });
  test('who lost the role meanwhile brings nothing', async () => {
    const db = await aSchool();
    const late = { ...deed(), roles: ['instructor' as const] };
    await expect(bringDrafts(db, late, { items: [anItem('one')], file: 'x', format: 'csv', newId })).rejects.toThrow(
      RightLostError,
    );
    expect(await idsOf(db)).toEqual([]);
  });
  test('stay when their bringer’s account goes, without leading to them, and go with the organisation', async () => {
    const db = await aSchool();
    await bring(db, [anItem('one')]);
    await bring(db, [anItem('two')], 'other');
    expect((await deleteAccount(db, { personId: 'ann', at: 9 as Instant })).kind).toBe('deleted');
    const [id = ''] = await idsOf(db);
    expect((await findDraft(db, 'school', id))?.broughtBy).toBeNull();
    const left = (await everyRow(db)).filter(({ table, text }) => table === 'item_drafts' && text.includes('"ann"'));
    expect(left).toEqual([]);
    const owner = { organisationId: 'school', actorId: 'oli', roles: ['owner' as const], at: 9 as Instant };
    expect(await deleteOrganisation(db, owner)).toBe(true);
    expect(await idsOf(db)).toEqual([]);
    expect(await idsOf(db, 'other')).toHaveLength(1);
  });
  test('are in the file an organisation takes along', async () => {
    const db = await aSchool();
    await bring(db, [anItem('one'), anItem('two')]);
    const table = organisationTables(db, 'school').find(({ name }) => name === 'questions');
    const rows: unknown[] = [];
    for await (const page of table?.pages() ?? []) rows.push(...page);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ name: 'one', file: 'questions.xml', broughtBy: 'ann', question: anItem('one') });
  });
});
