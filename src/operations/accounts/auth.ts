import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { consumeLimit } from '#db/queries/limits';
import { accounts, passkeys, sessions, twoFactors, users, verifications } from '#db/schema/accounts';
import type { Instant } from '#domain/time';
import type { AccountMail } from '#operations/accounts/account-mail';
import { afterFactors } from '#operations/accounts/after-factors';
import { makeAccountEvents } from '#operations/accounts/auth-events';
import { ADDRESS_HEADER } from '#operations/accounts/auth-headers';
import { verifiedPasskeys } from '#operations/accounts/passkeys';
import { hashPassword, verifyPassword } from '#operations/accounts/password-hash';
import { secondStep } from '#operations/accounts/second-step';
import { sessionCookiePrefix } from '#operations/accounts/session-cookie';
import { type AccountSettings, LOCAL_HOSTS } from '#operations/accounts/settings';

export const OIDC_PROVIDER = 'oidc';

export interface AuthParts {
  db: Db;
  settings: AccountSettings;
  mail: AccountMail;
  now: () => Instant;
}

/**
 * The accounts library set up for this product (docs/decisions/0019). An account's id is its person's id. Everything it
 * stores goes to the app database; `AccountMail` gets what has to reach people.
 */
export function makeAuth({ db, settings, mail, now }: AuthParts) {
  const { secret, publicUrl, oidc } = settings;
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  const host = publicUrl ? new URL(publicUrl).hostname : 'localhost';
  const events = makeAccountEvents({ db, mail, now });
  return betterAuth({
    appName: 'Medical Coding Trainer',
    // E-mailed links must not be built from a Host header, except where nobody else can send one.
    baseURL: publicUrl ?? { allowedHosts: LOCAL_HOSTS.map((local) => `${local}:*`), protocol: 'http' },
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        twoFactor: twoFactors,
        passkey: passkeys,
      },
      transaction: true,
    }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: verifyPassword },
      // With it, signing up answers the same whether or not the address has an account.
      requireEmailVerification: true,
      resetPasswordTokenExpiresIn: HOUR_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mail.resetPassword(user.email, token),
      onExistingUserSignUp: ({ user }) => mail.accountExists(user.email),
      onPasswordReset: ({ user }) => events.passwordReset(user),
    },
    emailVerification: {
      expiresIn: 24 * HOUR_S,
      // Who lost the first link gets another one by signing in.
      sendOnSignIn: true,
      sendVerificationEmail: ({ user, url }) => mail.verify(user.email, url),
      afterEmailVerification: (user, request) => events.emailVerified(user, request?.url),
    },
    user: {
      changeEmail: {
        enabled: true,
        sendChangeEmailConfirmation: ({ user, newEmail, url }) => mail.confirmChange(user.email, newEmail, url),
      },
      additionalFields: { guestId: { type: 'string', required: false, input: false, returned: false } },
    },
    // No cookieCache: a copied cookie would outlive signing out.
    session: {
      expiresIn: 14 * 24 * HOUR_S,
      updateAge: 24 * HOUR_S,
      freshAge: HOUR_S,
      additionalFields: { organisationId: { type: 'string', required: false, input: false } },
    },
    account: {
      // An account at a provider joins ours only when both sides have proved the same address.
      accountLinking: { enabled: true, requireLocalEmailVerified: true, trustedProviders: [] },
      encryptOAuthTokens: true,
    },
    verification: { storeIdentifier: 'hashed' },
    plugins: [
      twoFactor({ issuer: 'Medical Coding Trainer', totpOptions: { period: 30 } }),
      verifiedPasskeys({ db, host, now }),
      secondStep({ db, now }),
      ...(oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: OIDC_PROVIDER,
                  ...oidc,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                  // Being there is what matters: redirects of the discovery then stay on the provider's own origin.
                  discoveryHeaders: {},
                },
              ],
            }),
          ]
        : []),
    ],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      customRules: {
        // A class signs in from one address at the same minute; guessing is ended per account (sign-in.ts).
        '/sign-in/email': { window: 60, max: 60 },
        '/sign-in/social': { window: 60, max: 60 },
        '/change-*': { window: 60, max: 20 },
        '/sign-up/email': { window: HOUR_S, max: 20 },
        '/request-password-reset': { window: HOUR_S, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
      },
      customStorage: {
        consume: (key, { window, max }) =>
          consumeLimit(db, { key: `auth:${key}`, most: max, windowMs: window * 1000, now: now() }),
      },
    },
    hooks: { after: afterFactors({ db, now }) },
    databaseHooks: events.hooks,
    advanced: {
      // The library's own prefix would be `__Secure-`; with this one no neighbouring host can plant a session either.
      cookiePrefix: sessionCookiePrefix(isHttps),
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure: isHttps, path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    onAPIError: { errorURL: '/sign-in' },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
export type Auth = ReturnType<typeof makeAuth>;

const HOUR_S = 60 * 60;
/** Characters. NIST SP 800-63B-4 asks for 15 where a password is the only factor; with rate limits 12 and no rules. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 128;
