import { spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { listOutbox, recordMail } from '#db/queries/mails';
import type { Instant } from '#domain/time';
import { makeAccountMail } from '#operations/accounts/account-mail';
import { emptyOutbox, mailServer } from '#operations/mail/post';
import { freshDatabase } from '../db/fresh-database.ts';
import { PASSWORD, post, rowsOf } from '../e2e/confirm.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';

const START = Date.UTC(2026, 10, 26) as Instant;
const MINUTE_MS = 60_000;
const MAIL_FROM = 'Trainer <trainer@example.org>';

interface Received {
  to: string[];
  text: string;
  user: unknown;
  isSecure: boolean;
}

/** A real SMTP server on this machine, and everything it took. */
async function startSmtp(options: SMTPServerOptions = {}, port = 0) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text, user: session.user, isSecure: session.secure });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { received, close, port: (server.server.address() as AddressInfo).port };
}

/** Quoted-printable and folded lines undone. */
const plain = (text: string) =>
  text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
const senderAt = (port: number, query = '') => {
  const send = mailServer({ SMTP_URL: `smtp://127.0.0.1:${port}${query}`, MAIL_FROM });
  if (!send) throw new Error('no mail server');
  return send;
};

describe('the outbox', () => {
  test('goes out in order, each once, and the text is wiped when it is gone', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp();
    onTestFinished(smtp.close);
    for (const n of [1, 2, 3])
      await recordMail(db, { recipient: `p${n}@example.org`, subject: `No ${n}`, body: `link ${n}`, at: START });
    expect(await emptyOutbox(db, senderAt(smtp.port), () => START)).toBe(3);
    expect(await emptyOutbox(db, senderAt(smtp.port), () => START)).toBe(0);
    expect(smtp.received.map(({ to }) => to[0])).toEqual(['p1@example.org', 'p2@example.org', 'p3@example.org']);
    expect(smtp.received[0]?.text).toMatch(/^From: Trainer <trainer@example.org>\r$/m);
    expect((await listOutbox(db, 10)).map(({ body, sentAt }) => [body, sentAt])).toEqual(Array(3).fill(['', START]));
  });

  test('a server that is down loses nothing: tried again after pauses that double up to an hour', async () => {
    const { db } = await freshDatabase();
    const gone = await startSmtp();
    await gone.close();
    await recordMail(db, { recipient: 'p@example.org', subject: 'Waits', body: 'the link', at: START });
    const send = senderAt(gone.port);
    let now: number = START;
    const pauses: number[] = [];
    for (let tries = 0; tries < 9; tries++) {
      expect(await emptyOutbox(db, send, () => now as Instant)).toBe(0);
      const [mail] = await listOutbox(db, 1);
      expect(mail).toMatchObject({ body: 'the link', sentAt: null, failures: tries + 1 });
      pauses.push((Number(mail?.nextTryAt) - now) / MINUTE_MS);
      // Before its time it is left alone.
      await emptyOutbox(db, send, () => (Number(mail?.nextTryAt) - 1) as Instant);
      now = Number(mail?.nextTryAt);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    const back = await startSmtp({}, gone.port);
    onTestFinished(back.close);
    expect(await emptyOutbox(db, send, () => now as Instant)).toBe(1);
    expect(back.received[0]?.text).toContain('the link');
  });

  test('a recipient that is refused does not hold up the others', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp({
      onRcptTo: ({ address }, _, done) =>
        address.startsWith('refused') ? done(new Error('550 no such mailbox')) : done(),
    });
    onTestFinished(smtp.close);
    for (const [n, recipient] of ['refused@example.org', 'b@example.org', 'c@example.org'].entries())
      await recordMail(db, { recipient, subject: 'All', body: 'x', at: (START + n) as Instant });
    expect(await emptyOutbox(db, senderAt(smtp.port), () => (START + 10) as Instant)).toBe(2);
    expect(smtp.received.map(({ to }) => to[0])).toEqual(['b@example.org', 'c@example.org']);
    const refused = (await listOutbox(db, 10)).find(({ recipient }) => recipient.startsWith('refused'));
    expect(refused).toMatchObject({ sentAt: null, failures: 1, body: 'x' });
    expect(refused?.lastFailure).toContain('no such mailbox');
  });

  test('what people type cannot become a header or another recipient', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp();
    onTestFinished(smtp.close);
    const mail = makeAccountMail(
      db,
      () => 'http://localhost',
      () => START,
    );
    await mail.confirmChange('a@example.org', 'b@example.org\r\nBcc: evil@example.org', 'http://localhost/x');
    await recordMail(db, { recipient: 'a@example.org', subject: 'Hi\r\nBcc: evil@example.org', body: 'x', at: START });
    for (const recipient of ['a@example.org, evil@example.org', 'a@example.org\r\nBcc: evil@example.org'])
      await recordMail(db, { recipient, subject: 'Two', body: 'x', at: START });
    await emptyOutbox(db, senderAt(smtp.port), () => START);
    expect(smtp.received.length).toBeGreaterThanOrEqual(2);
    expect(smtp.received.flatMap(({ to }) => to).filter((address) => address.startsWith('evil'))).toEqual([]);
    for (const { text } of smtp.received) expect(text.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
  });
});

describe('settings', () => {
  test('user and password go from the address to the server; a wrong one is kept waiting, not lost', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        username === 'trainer' && password === 'p@ss word' ? done(null, { user: username }) : done(new Error('no')),
    });
    onTestFinished(smtp.close);
    await recordMail(db, { recipient: 'p@example.org', subject: 'A', body: 'x', at: START });
    const send = (password: string) =>
      mailServer({ SMTP_URL: `smtp://trainer:${encodeURIComponent(password)}@127.0.0.1:${smtp.port}`, MAIL_FROM });
    expect(await emptyOutbox(db, send('wrong') ?? Promise.reject, () => START)).toBe(0);
    expect((await listOutbox(db, 1))[0]?.lastFailure).not.toContain('wrong');
    const later = (START + MINUTE_MS) as Instant;
    expect(await emptyOutbox(db, send('p@ss word') ?? Promise.reject, () => later)).toBe(1);
    expect(smtp.received[0]?.user).toBe('trainer');
  });

  test('it is encrypted where the server can; a certificate nobody vouches for is refused unless said otherwise', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp({ disabledCommands: [] });
    onTestFinished(smtp.close);
    await recordMail(db, { recipient: 'p@example.org', subject: 'A', body: 'x', at: START });
    expect(await emptyOutbox(db, senderAt(smtp.port), () => START)).toBe(0);
    const later = (START + MINUTE_MS) as Instant;
    expect(await emptyOutbox(db, senderAt(smtp.port, '?tls.rejectUnauthorized=false'), () => later)).toBe(1);
    expect(smtp.received[0]?.isSecure).toBe(true);
  });

  test('a server without encryption does not get a message that asks for it', async () => {
    const { db } = await freshDatabase();
    const smtp = await startSmtp();
    onTestFinished(smtp.close);
    await recordMail(db, { recipient: 'p@example.org', subject: 'A', body: 'x', at: START });
    expect(await emptyOutbox(db, senderAt(smtp.port, '?requireTLS=true'), () => START)).toBe(0);
    expect(smtp.received).toEqual([]);
  });

  test.each([
    { SMTP_URL: 'mail.example.org' },
    { SMTP_URL: 'smtp://', MAIL_FROM },
    { SMTP_URL: 'http://mail.example.org', MAIL_FROM },
    { SMTP_URL: 'smtp://mail.example.org' },
  ])('half set up is said in a sentence: %o', (env) => {
    expect(() => mailServer(env)).toThrow(/SMTP_URL has to be an address/);
  });

  test('the server does not start half set up, and does not print the password', () => {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      SMTP_URL: 'smtp://trainer:secret@mail.example.org',
      PORT: '0',
    };
    const start = spawnSync(process.execPath, ['scripts/serve.mjs'], { env, encoding: 'utf8', timeout: 20_000 });
    expect(start.status).toBe(1);
    expect(start.stderr).toContain('MAIL_FROM has to name the sender');
    expect(start.stderr).not.toContain('secret');
  });
});

describe('the whole way', () => {
  let server: RunningServer;
  afterAll(() => server?.stop());

  test('a message of a running server arrives, its link works, and the outbox does not keep it', async () => {
    const smtp = await startSmtp();
    onTestFinished(smtp.close);
    server = await startServer({ isEmpty: false, env: { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM } });
    const person = { name: 'Robin', email: 'robin@example.org', password: PASSWORD };
    const page = await (await post({ server }, '/sign-up', person)).text();
    expect(page).not.toContain('sends no mail itself');
    await expect.poll(() => smtp.received.length, { timeout: 30_000, interval: 200 }).toBe(1);
    expect(smtp.received[0]?.to).toEqual(['robin@example.org']);
    const link = /http:\S+verify-email\S+/.exec(plain(smtp.received[0]?.text ?? ''))?.[0] ?? '';
    const opened = await fetch(link, { redirect: 'manual' });
    expect(opened.headers.get('location')).toBe('/sign-in?done=verified');
    expect((await post({ server }, '/sign-in', person)).status).toBe(303);
    await expect.poll(async () => (await rowsOf({ server }, 'select body from mails'))[0]?.body).toBe('');
  });
});
