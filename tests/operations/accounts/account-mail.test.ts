import { expect, test } from 'vitest';
import { listOutbox } from '#db/queries/mails';
import type { Instant } from '#domain/time';
import { makeAccountMail } from '#operations/accounts/account-mail';
import { freshDatabase } from '../../db/fresh-database.ts';

test('ten messages an hour reach one address, whatever they are about; others are not kept waiting', async () => {
  const { db } = await freshDatabase();
  let now = 1_000_000 as Instant;
  const mail = makeAccountMail(
    db,
    () => 'https://coding.example.org',
    () => now,
  );
  for (let sent = 0; sent < 6; sent++) {
    await mail.resetPassword('ann@example.org', 'token');
    await mail.accountExists('ann@example.org');
  }
  await mail.resetPassword('bob@example.org', 'token');
  const to = async (name: string) =>
    (await listOutbox(db, 50)).filter(({ recipient }) => recipient === `${name}@example.org`).length;
  expect([await to('ann'), await to('bob')]).toEqual([10, 1]);
  now = (now + 60 * 60 * 1000) as Instant;
  await mail.resetPassword('ann@example.org', 'token');
  expect(await to('ann')).toBe(11);
});
