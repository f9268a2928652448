import { createTransport } from 'nodemailer';
import type { Db } from '#db/client';
import { closeMail, listWaitingMails, postponeMail } from '#db/queries/mails';
import type { Instant } from '#domain/time';

/** Messages taken out of the box at once. */
const AT_ONCE = 20;
const EVERY_MS = 15_000;
const LONGEST_PAUSE_MS = 60 * 60 * 1000;

/** Hands one message to a mail server; rejects when it was not taken. */
export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<unknown>;

/** A server that does not answer must not hold up what waits behind. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A mail server by its address (`SMTP_URL=smtp://user:password@host:587`, `smtps://…`), with `MAIL_FROM` as the sender.
 * A password goes to another machine only encrypted; `?requireTLS=false` at the end of the address says otherwise.
 * Undefined when none is set up: messages then stay in the outbox for the administrator. Throws when it is half set up.
 */
export function mailServer(env: NodeJS.ProcessEnv): SendMail | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url) return undefined;
  // The address itself is not repeated: it may hold a password.
  if (!/^smtps?:\/\/./.test(url) || !URL.canParse(url) || !from)
    throw new Error('SMTP_URL has to be an address with smtp:// or smtps://, and MAIL_FROM has to name the sender');
  const { username, hostname } = new URL(url);
  const requireTLS = username !== '' && !LOCAL_HOSTS.includes(hostname);
  const transport = createTransport(
    { url, requireTLS, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  // As an object the address is taken as one, whatever is in it.
  return ({ to, ...mail }) => transport.sendMail({ ...mail, to: { name: '', address: to } });
}

/**
 * Sends what waits in the outbox, one message after the other. What the server did not take is tried again after a pause
 * that doubles, from a minute to an hour. Answers how many were sent.
 */
export async function emptyOutbox(db: Db, send: SendMail, now: () => Instant): Promise<number> {
  let sent = 0;
  for (const { id, recipient, subject, body, failures } of await listWaitingMails(db, now(), AT_ONCE)) {
    try {
      await send({ to: recipient, subject, text: body });
      await closeMail(db, id, now());
      sent++;
    } catch (error) {
      const pause = Math.min(60_000 * 2 ** failures, LONGEST_PAUSE_MS);
      await postponeMail(db, id, error instanceof Error ? error.message : String(error), (now() + pause) as Instant);
    }
  }
  return sent;
}

/** Empties the outbox from now on, every quarter of a minute, without keeping the process alive for it. */
export function startPost(db: Db, send: SendMail, now: () => Instant): void {
  let isBusy = false;
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await emptyOutbox(db, send, now);
    } catch (error) {
      console.error('The outbox could not be read:', error);
    } finally {
      isBusy = false;
    }
  };
  setInterval(run, EVERY_MS).unref();
}
