import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { acceptInvitation, findInvitation } from '#db/queries/accept-invitations';
import { listAudit } from '#db/queries/audit';
import { listCohorts } from '#db/queries/cohorts';
import { countInvitations } from '#db/queries/invitations';
import { countMembers, findMember } from '#db/queries/memberships';
import { mails } from '#db/schema/mails';
import { invitations, memberships } from '#db/schema/organisations';
import { doImport, dryRun } from '#operations/organisations/import-roster';
import { receiveRoster } from '#operations/organisations/receive-roster';
import { NOW, twoOrganisations } from '../../db/a-school.ts';
import { freshDatabase } from '../../db/fresh-database.ts';
import { localsOf } from './an-owner.ts';

const TEXT =
  'email,name,role,cohort\neve@example.org,Eve,,Spring\nbob@example.org,,candidate,\nann@example.org,,,Summer\n';
const order = { text: TEXT, days: { startsOn: '2027-01-01', endsOn: '2027-02-01' } };

async function school() {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  return { db, locals: localsOf(db, 'ann', ['owner']) };
}
const kindsOf = ({ plan }: Awaited<ReturnType<typeof dryRun>>) => plan.steps.map(({ kind }) => kind);

describe('a roster', () => {
  test('is shown first, which changes nothing', async () => {
    const { db, locals } = await school();
    const before = (await db.select().from(mails)).length;
    const shown = await dryRun(locals, order);
    expect(kindsOf(shown)).toEqual(['invite', 'add', 'add']);
    expect(shown.canBeDone).toBe(true);
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 0 });
    expect(await listCohorts(db, 'school')).toHaveLength(1);
    expect(await db.select().from(mails)).toHaveLength(before);
  });

  test('is then done as shown, once, and a second time does nothing', async () => {
    const { db, locals } = await school();
    const { mark } = await dryRun(locals, order);
    expect(await doImport(locals, order, mark)).toEqual({ kind: 'done' });
    expect((await findMember(db, 'school', 'bob'))?.roles).toEqual(['learner', 'candidate']);
    expect((await findMember(db, 'school', 'ann'))?.roles).toEqual(['owner', 'learner']);
    expect((await listCohorts(db, 'school')).map(({ name, members, startsOn }) => [name, members, startsOn])).toEqual([
      ['Summer', 1, '2027-01-01'],
      ['Spring', 0, '2026-09-01'],
    ]);
    const again = await dryRun(locals, order);
    expect(kindsOf(again)).toEqual(['nothing', 'nothing', 'nothing']);
    expect(again.canBeDone).toBe(false);
    expect(await doImport(locals, order, mark)).toEqual({ kind: 'changed' });
    expect(await doImport(locals, order, again.mark)).toEqual({ kind: 'changed' });
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 1 });
  });

  test('sends links that work, and keeps only their hashes', async () => {
    const { db, locals } = await school();
    await doImport(locals, order, (await dryRun(locals, order)).mark);
    const mail = (await db.select().from(mails)).find(({ recipient }) => recipient === 'eve@example.org');
    expect(mail?.body).toMatch(/^Hello Eve,\n/);
    const token = /https:\/\/coding\.example\.org\/invitation\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(JSON.stringify(await db.select().from(invitations))).not.toContain(token);
    const tokenHash = createHash('sha256').update(token).digest('hex');
    expect(await findInvitation(db, tokenHash, NOW)).toMatchObject({ cohort: 'Spring', roles: ['learner'] });
    const accept = { tokenHash, personId: 'eve', at: NOW, requestId: 'request' };
    expect(await acceptInvitation(db, accept)).toBe('accepted');
  });

  test('is audited with numbers and ids, without names and addresses', async () => {
    const { db, locals } = await school();
    await doImport(locals, order, (await dryRun(locals, order)).mark);
    const log = await listAudit(db, { organisationId: 'school' }, { most: 100 });
    expect(log.find(({ action }) => action === 'roster-imported')?.details).toEqual({
      invited: 1,
      added: 2,
      unchanged: 0,
      cohorts: 1,
    });
    const changes = log.filter(({ action }) => action === 'roles-changed').map(({ details }) => details);
    expect(changes).toContainEqual({ before: ['learner'], after: ['learner', 'candidate'] });
    expect(JSON.stringify(log)).not.toMatch(/@|Eve|Summer/);
  });

  test('a person imports three thousand lines a day, whatever came of them', async () => {
    const { locals } = await school();
    const lines = Array.from({ length: 2000 }, (_, at) => `person-${at}@example.org,,,`).join('\n');
    const many = { text: `email,name,role,cohort\n${lines}\n` };
    expect(await doImport(locals, many, 'another mark')).toEqual({ kind: 'changed' });
    expect(await doImport(locals, many, 'another mark')).toEqual({
      kind: 'refused',
      sentence: 'A person imports 3,000 lines a day at most. Go on in 24 hours.',
    });
  });

  test('is not done when something changed meanwhile', async () => {
    const { db, locals } = await school();
    const { mark } = await dryRun(locals, order);
    await db
      .insert(memberships)
      .values({ personId: 'bob', organisationId: 'school', role: 'candidate', createdAt: NOW });
    expect(await doImport(locals, order, mark)).toEqual({ kind: 'changed' });
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 0 });
    expect(await listCohorts(db, 'school')).toHaveLength(1);
  });

  test('is not done with another text or other days than were shown, nor with errors', async () => {
    const { locals } = await school();
    const { mark } = await dryRun(locals, order);
    const changed = { kind: 'changed' };
    expect(await doImport(locals, { ...order, text: `${TEXT}fred@example.org,,,\n` }, mark)).toEqual(changed);
    const days = { ...order.days, endsOn: '2027-03-01' };
    expect(await doImport(locals, { ...order, days }, mark)).toEqual(changed);
    const broken = { text: `${TEXT}nobody,,,\n`, days: order.days };
    const shown = await dryRun(locals, broken);
    expect(shown.canBeDone).toBe(false);
    expect(await doImport(locals, broken, shown.mark)).toEqual(changed);
  });

  test('confirmed many times at once is done once', async () => {
    const { db, locals } = await school();
    const { mark } = await dryRun(locals, order);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => doImport(locals, order, mark)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 1 });
  });

  test('of an instructor makes no candidate', async () => {
    const { db } = await school();
    const shown = await dryRun(localsOf(db, 'bob', ['instructor']), order);
    expect(kindsOf(shown)).toEqual(['invite', 'error', 'add']);
  });

  test('of 2,000 people is done whole', async () => {
    const { db, locals } = await school();
    const lines = Array.from({ length: 2000 }, (_, number) => `person${number}@example.org,Person ${number},,Spring\n`);
    const many = { text: `email,name,role,cohort\n${lines.join('')}` };
    const { mark } = await dryRun(locals, many);
    expect(await doImport(locals, many, mark)).toEqual({ kind: 'done' });
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 2000 });
    expect(new Set((await db.select().from(invitations)).map(({ tokenHash }) => tokenHash)).size).toBeGreaterThan(2000);
    expect(await countMembers(db, 'school')).toBe(2);
  });

  test('cannot be imported without end: after ten within an hour one has to wait', async () => {
    const { db } = await school();
    const locals = localsOf(db, 'ann', ['owner']);
    for (let times = 0; times < 10; times++) expect((await doImport(locals, order, 'none')).kind).toBe('changed');
    const { mark } = await dryRun(locals, order);
    expect(await doImport(locals, order, mark)).toMatchObject({ kind: 'refused' });
    expect(await doImport(localsOf(db, 'ann', ['owner'], (NOW + 3_600_000) as typeof NOW), order, mark)).toMatchObject({
      kind: 'done',
    });
  });
});

describe('the form', () => {
  const send = async (fields: Record<string, string | Blob>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const encoded = new Response(form);
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
    const body = await encoded.arrayBuffer();
    return receiveRoster(new Request('http://localhost', { method: 'POST', headers, body }));
  };
  const file = (...parts: BlobPart[]) => new File(parts, 'roster.csv');

  test.each([
    ['pasted lines', { text: 'email\r\neve@example.org' }],
    ['a file', { file: file('email\neve@example.org'), text: '' }],
    ['a file with old line ends', { file: file('email\reve@example.org'), text: '\r\n' }],
  ])('%s are taken', async (_, fields) => {
    expect(await send(fields)).toMatchObject({ ok: true, value: { text: 'email\neve@example.org' } });
  });
  test('an empty file field counts for nothing', async () => {
    expect(await send({ file: new File([], ''), text: 'email' })).toMatchObject({ ok: true, value: { text: 'email' } });
  });
  test.each([
    ['both', { file: file('email'), text: 'email' }, 400, 'Send one of them'],
    ['a file in Latin-1', { file: file(new Uint8Array([0x5a, 0x6f, 0xeb])) }, 400, 'CSV UTF-8'],
    ['a spreadsheet in UTF-16', { file: file(new Uint8Array([0xff, 0xfe, 0x65, 0x00])) }, 400, 'CSV UTF-8'],
    ['a file that is too large', { file: file('x'.repeat(300_000)) }, 413, '256 KB'],
    ['lines that are too many', { text: 'x'.repeat(300_000) }, 413, '256 KB'],
    ['far more than is read', { file: file('x'.repeat(9 * 2 ** 20)) }, 413, '256 KB'],
  ])('%s is refused in a sentence', async (_, fields, status, sentence) => {
    const answer = await send(fields);
    expect(answer).toMatchObject({ ok: false, problem: { status, sentence: expect.stringContaining(sentence) } });
  });
  test('a body that is no form, or half of one, is refused', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const half = new Request('http://localhost', {
      method: 'POST',
      headers,
      body: '--x\r\ncontent-disposition: form-data; name="text"\r\n\r\nemail',
    });
    expect(await receiveRoster(half)).toMatchObject({ ok: false, problem: { status: 400 } });
    const plain = new Request('http://localhost', { method: 'POST', body: 'text=email' });
    expect(await receiveRoster(plain)).toMatchObject({ ok: false, problem: { status: 400 } });
  });
});
