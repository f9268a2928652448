import { gzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { newPasswordField } from '#operations/accounts/fields';
import { isGuessable } from '#operations/accounts/guessable-password';
import { hashPassword, verifyPassword } from '#operations/accounts/password-hash';

test.each([
  ['among the most frequent of leaks', 'passwordpassword'],
  ['of a leak, in other letters', 'Qwertyuiop123'],
  ['made of the words of this place', 'Medical-Coding-2026!'],
  ['made of a role and a number', 'administrator12'],
  ['one character over and over', 'aaaaaaaaaaaaaaaa'],
  ['two in turn', '121212121212'],
])('refused: %s', (_, password) => {
  expect(isGuessable(password)).toBe(true);
  expect(newPasswordField.safeParse(password).success).toBe(false);
});

test.each([
  ['several words', 'correct horse battery staple'],
  ['digits alone', '8301749265013'],
  ['a word of this place among others', 'my school has nine blue doors'],
  ['spaces, accents and emoji', '  ünïcode 🩺 words  '],
  ['the longest there is', `${'ab1 '.repeat(31)}end.`],
])('taken as it is: %s', (_, password) => {
  const checked = newPasswordField.safeParse(password);
  expect(checked.success && checked.data).toBe(password);
});

test('a stored password says its cost, is salted, and fits itself alone', async () => {
  const password = `${'long '.repeat(20)}end`;
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword({ hash: one, password })).toBe(true);
  expect(await verifyPassword({ hash: one, password: password.slice(0, -1) })).toBe(false);
  expect(await verifyPassword({ hash: one, password: password.toUpperCase() })).toBe(false);
});

test('composed and decomposed letters are the same password', async () => {
  const hash = await hashPassword('caf\u00e9 caf\u00e9 caf\u00e9');
  expect(await verifyPassword({ hash, password: 'cafe\u0301 cafe\u0301 cafe\u0301' })).toBe(true);
});

test.each(['', 'scrypt', 'scrypt$15$8$3$$', 'a:b', `scrypt$15$8$3$AAAA$${'A'.repeat(10)}`])(
  'what is no stored password fits none: %s',
  async (hash) => expect(await verifyPassword({ hash, password: 'x'.repeat(12) })).toBe(false),
);

test('while a class signs in, answers are compressed as ever', async () => {
  const hash = await hashPassword('correct horse battery staple');
  let checked = 0;
  const password = 'wrong horse battery staple';
  const storm = Array.from({ length: 16 }, async () => {
    await verifyPassword({ hash, password });
    checked++;
  });
  await new Promise((resolve, reject) => gzip('a page', (error) => (error ? reject(error) : resolve(undefined))));
  expect(checked).toBe(0);
  await Promise.all(storm);
  expect(checked).toBe(16);
});

test('who comes when too many wait is told to come back, and those who wait get their turn', async () => {
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword('correct horse battery staple')));
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(60 - 42);
  expect(refused[0]).toMatchObject({ reason: { statusCode: 503 } });
  expect(await hashPassword('correct horse battery staple')).toMatch(/^scrypt/);
});
