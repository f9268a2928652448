import { expect, test } from 'vitest';
import { guestCookie, readGuest, signGuest } from '../../src/edge/guest-cookie.ts';

const secret = 's'.repeat(32);
const ann = '01a20918-a941-7764-ab34-54f776cbb407';
const bob = '01a20918-a941-7764-ab34-54f776cbb408';

test('a cookie we signed names its person', () => expect(readGuest(signGuest(ann, secret), secret)).toBe(ann));

test.each([
  ['absent', undefined],
  ['empty', ''],
  ['without a signature', ann],
  ["with another person's signature", `${bob}.${signGuest(ann, secret).split('.')[1]}`],
  ['signed with another secret', signGuest(ann, 't'.repeat(32))],
  ['cut short', signGuest(ann, secret).slice(0, -1)],
  ['no person id', signGuest('admin', secret)],
  ['half a character', `${ann}.\ud83d`],
])('a cookie is ignored when %s', (_, value) => expect(readGuest(value, secret)).toBeUndefined());

test('behind https the cookie has the name that only this very host can set', () =>
  expect([guestCookie(false), guestCookie(true)]).toEqual(['guest', '__Host-guest']));
