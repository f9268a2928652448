import { createHash } from 'node:crypto';
import { consumeLimit, isUsedUp } from '#db/queries/limits';
import { type EmailChange, emailChangeIn } from '#operations/accounts/email-change';

/** As long as a link for changing an address is good. */
const LINK_MS = 24 * 60 * 60 * 1000;
const DONE: Record<EmailChange['step'], string> = { agree: 'email-agreed', prove: 'email-changed' };

/**
 * Answers a link that a person opened: always leads to a page, whatever the library says of it. A link that changes an
 * address works once: the library would take it again when the account comes back to its old address.
 */
export async function openLink(locals: App.Locals, url: URL): Promise<Response> {
  const change = emailChangeIn(url.href);
  if (!change) return plain(locals, await locals.auth.pass());
  const { db, now } = locals;
  const key = `link:${createHash('sha256')
    .update(signedPartOf(url.searchParams.get('token') ?? ''))
    .digest('base64url')}`;
  if (await isUsedUp(db, { key, most: 1, now }))
    return lead(locals, change.step === 'agree' ? { done: DONE.agree } : { error: 'used' });
  const answer = await locals.auth.pass();
  if (isRefused(answer)) return plain(locals, answer);
  await consumeLimit(db, { key, most: 1, windowMs: LINK_MS, now });
  locals.setCookies.push(...answer.headers.getSetCookie());
  return lead(locals, { done: DONE[change.step] });
}

/** A token without its signature, whose last letter can be written in four ways: they all are the same link. */
const signedPartOf = (token: string): string => token.slice(0, token.lastIndexOf('.'));

const targetOf = (answer: Response) => new URL(answer.headers.get('location') ?? '?error=refused', 'http://here');
const isRefused = (answer: Response) => answer.status >= 400 || targetOf(answer).searchParams.has('error');

function plain(locals: App.Locals, answer: Response): Response {
  locals.setCookies.push(...answer.headers.getSetCookie());
  if (isRefused(answer)) return lead(locals, { error: targetOf(answer).searchParams.get('error') ?? 'refused' });
  return new Response(null, { status: 303, headers: { location: answer.headers.get('location') ?? '/' } });
}

/** To the account, or to the way in for a browser that is not signed in. */
function lead({ signedIn }: App.Locals, query: Record<string, string>): Response {
  const location = `${signedIn ? '/account' : '/sign-in'}?${new URLSearchParams(query)}`;
  return new Response(null, { status: 303, headers: { location } });
}
