import { beforeAll, describe, expect, test } from 'vitest';
import { confirmedAccount, PASSWORD, type Person, post, rowsOf } from './confirm.ts';
import { setStage } from './stage.ts';

const stage = setStage({ TRUST_PROXY: '1' });
const GUESSES = 1000;
/** Tries from one address on one account, and on one account from everywhere. */
const [FROM_ONE_PLACE, FROM_EVERYWHERE] = [10, 100];
let person: Person;
beforeAll(async () => {
  person = await confirmedAccount(stage, 'target@example.org');
});

const guess = async (n: number, from: string, email = person.email) =>
  post(stage, '/sign-in', { email, password: `guess number ${n}` }, { from });
const failures = async () =>
  Number((await rowsOf(stage, "select count(*) as n from audit_events where action = 'sign-in-failed'"))[0]?.n);

/** `many` requests, twenty at a time. */
async function statusesOf(many: number, ask: (n: number) => Promise<Response>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let done = 0; done < many; done += 20) {
    const answers = await Promise.all(Array.from({ length: Math.min(20, many - done) }, (_, n) => ask(done + n)));
    for (const answer of answers) {
      await answer.arrayBuffer();
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    }
  }
  return counts;
}

describe('a thousand guesses', () => {
  test('from one address: ten are looked at, and the right one after them is not', async () => {
    const from = '203.0.113.9';
    expect(await statusesOf(GUESSES, (n) => guess(n, from))).toEqual({
      401: FROM_ONE_PLACE,
      429: GUESSES - FROM_ONE_PLACE,
    });
    expect(await failures()).toBe(FROM_ONE_PLACE);
    const right = await post(stage, '/sign-in', { email: person.email, password: PASSWORD }, { from });
    expect(right.status).toBe(429);
    expect(await right.text()).toContain('Too many tries for this account. Try again in');
    expect(right.headers.getSetCookie().join()).not.toContain('session_token');
  });

  test('the owner gets in from elsewhere, and from there when the window is over', async () => {
    const enter = (from: string) =>
      post(stage, '/sign-in', { email: person.email, password: PASSWORD }, { from }).then(({ status }) => status);
    expect(await enter('198.51.100.7')).toBe(303);
    await rowsOf(stage, "update limits set ends_at = 1 where key like 'sign-in:%:203.0.113.9'");
    expect(await enter('203.0.113.9')).toBe(303);
  });

  test('a header that the proxy did not write changes nothing', async () => {
    const ask = (n: number) => guess(n, `10.0.0.${n}, 203.0.113.77`, 'nobody@example.org');
    expect(await statusesOf(20, ask)).toEqual({ 401: FROM_ONE_PLACE, 429: 20 - FROM_ONE_PLACE });
  });

  test('from many addresses: a hundred an hour at most', async () => {
    const other = await confirmedAccount(stage, 'spread@example.org');
    const ask = (n: number) => guess(n, `192.0.2.${n}`, other.email);
    expect(await statusesOf(120, ask)).toEqual({ 401: FROM_EVERYWHERE, 429: 20 });
  }, 240_000);
});

describe('nobody learns who has an account', () => {
  const doors: [path: string, fields: (email: string) => Record<string, string>][] = [
    ['/sign-in', (email) => ({ email, password: 'not the right password' })],
    ['/sign-up', (email) => ({ email, name: 'Somebody', password: 'some long password here' })],
    ['/reset-password', (email) => ({ email })],
  ];
  /** The middle of the times, which one slow answer does not move. */
  const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  test.each(doors)('%s answers known and unknown addresses alike, and takes as long', async (path, fields) => {
    const times: Record<string, number[]> = { known: [], unknown: [] };
    const bodies = new Set<string>();
    let from = 0;
    const ask = async (kind: 'known' | 'unknown', email: string) => {
      const begun = performance.now();
      const answer = await post(stage, path, fields(email), { from: `198.18.${path.length}.${from++}` });
      const body = await answer.text();
      times[kind]?.push(performance.now() - begun);
      bodies.add(`${answer.status} ${[...answer.headers.keys()].sort().join()} ${body.replaceAll(email, 'ADDRESS')}`);
    };
    for (let n = 0; n < 9; n++) await confirmedAccount(stage, `known-${path.slice(1)}-${n}@example.org`);
    for (let n = 0; n < 9; n++) {
      await ask('known', `known-${path.slice(1)}-${n}@example.org`);
      await ask('unknown', `none-${path.slice(1)}-${n}@example.org`);
    }
    expect([...bodies].length, [...bodies].join('\n\n')).toBe(1);
    const [known, unknown] = [median(times.known ?? []), median(times.unknown ?? [])];
    expect(Math.abs(known - unknown), `${known} ms and ${unknown} ms`).toBeLessThan(
      Math.max(25, 0.5 * Math.max(known, unknown)),
    );
  });

  test('nobody’s mailbox is filled: five messages an hour, from wherever they are asked for', async () => {
    const ask = (n: number) =>
      post(stage, '/reset-password', { email: 'flooded@example.org' }, { from: `198.18.200.${n}` });
    expect(await statusesOf(8, ask)).toEqual({ 200: 5, 429: 3 });
  });

  test('who floods an address with messages of sign-up keeps nobody from a new password', async () => {
    const fields = { name: 'Eve', email: 'kept-out@example.org', password: PASSWORD };
    const ask = (n: number) => post(stage, '/sign-up', fields, { from: `198.18.201.${n}` });
    await statusesOf(8, ask);
    expect((await ask(9)).status).toBe(429);
    expect((await post(stage, '/reset-password', { email: fields.email }, { from: '198.18.202.1' })).status).toBe(200);
  });
});
