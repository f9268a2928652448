import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import { generateRandomString } from 'better-auth/crypto';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { consumeLimit } from '#db/queries/limits';
import type { Instant } from '#domain/time';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** As the library's two-factor plugin names its challenge. */
const CHALLENGE_COOKIE = 'two_factor';
const CHALLENGE_S = 10 * 60;
/** Longer than a code is good for: its half minute, and those before and after it. */
const CODE_MS = 2 * 60 * 1000;

/**
 * Two things the two-factor plugin leaves out: it asks for the code after a password only, so an OpenID sign-in would
 * pass by it; and it takes a code twice within its time.
 */
export function secondStep({ db, now }: { db: Db; now: () => Instant }): BetterAuthPlugin {
  return {
    id: 'second-step',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const personId = await challengedPerson(ctx);
            if (!personId) return;
            const key = `totp:${personId}:${String(ctx.body?.code).slice(0, 10)}`;
            const { allowed } = await consumeLimit(db, { key, most: 1, windowMs: CODE_MS, now: now() });
            if (allowed) return;
            await recordAudit(db, { action: 'sign-in-failed', at: now(), details: { factor: 'code used before' } });
            throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message: 'code used before' });
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === '/callback/:id',
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession, responseHeaders } = ctx.context;
            if (!newSession?.user.twoFactorEnabled) return;
            await challenge(ctx, newSession.user.id, newSession.session.token);
            const next = responseHeaders?.get('location') ?? '/';
            throw ctx.redirect(`/sign-in/code?${new URLSearchParams({ next })}`);
          }),
        },
      ],
    },
  };
}

/** Who has to show a code, by the cookie of the challenge. */
async function challengedPerson(ctx: Context): Promise<string | undefined> {
  const cookie = ctx.context.createAuthCookie(CHALLENGE_COOKIE);
  const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!identifier) return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(identifier))?.value;
}

/** Takes the session back and asks for the second factor in its place, as the plugin does after a password. */
async function challenge(ctx: Context, personId: string, token: string): Promise<void> {
  const { internalAdapter, secret } = ctx.context;
  deleteSessionCookie(ctx, true);
  await internalAdapter.deleteSession(token);
  ctx.context.setNewSession(null);
  const identifier = `2fa-${generateRandomString(20)}`;
  const expiresAt = new Date(Date.now() + CHALLENGE_S * 1000);
  await internalAdapter.createVerificationValue({ value: personId, identifier, expiresAt });
  await internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt });
  const cookie = ctx.context.createAuthCookie(CHALLENGE_COOKIE, { maxAge: CHALLENGE_S });
  await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes);
}
