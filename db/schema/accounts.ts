import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// The tables of better-auth 1.7 (docs/decisions/0019). Its code reads and writes them; ours reads them, writes what is
// marked as ours, ends sessions and drops tokens. Columns have the library's names, so that its documentation stays true.

const id = () => text().primaryKey();
const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });
const created = () => moment('created_at').notNull();
const updated = () => moment('updated_at').notNull();
const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** Somebody with an account. The id is the person's id: attempts, memberships and audit rows of an account carry it. */
export const users = sqliteTable('users', {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text(),
  createdAt: created(),
  updatedAt: updated(),
  twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }).default(false),
  /** Ours: the guest who signed up, until their work has become the account's. */
  guestId: text('guest_id'),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: id(),
    token: text().notNull().unique(),
    userId: userId(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: created(),
    updatedAt: updated(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** Ours: the organisation this browser works in at the moment; undefined for the platform's own charts. */
    organisationId: text('organisation_id'),
  },
  (table) => [index('sessions_by_user').on(table.userId)],
);

/** A way to sign in: a password (`credential`) or an account at an OpenID provider. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: id(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [
    index('accounts_by_user').on(table.userId),
    uniqueIndex('accounts_of_provider').on(table.providerId, table.accountId),
  ],
);

/** Tokens good for one use and a short time: verification, reset, the state of an OpenID sign-in. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [index('verifications_by_identifier').on(table.identifier)],
);

/** The secret of a time-based code (TOTP) and the codes for when the device is lost; both encrypted by the library. */
export const twoFactors = sqliteTable(
  'two_factors',
  {
    id: id(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: userId(),
    verified: integer({ mode: 'boolean' }).default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: moment('locked_until'),
  },
  (table) => [index('two_factors_by_user').on(table.userId), index('two_factors_by_secret').on(table.secret)],
);

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: id(),
    name: text(),
    publicKey: text('public_key').notNull(),
    userId: userId(),
    credentialID: text('credential_id').notNull(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    transports: text(),
    createdAt: moment('created_at'),
    aaguid: text(),
  },
  (table) => [index('passkeys_by_user').on(table.userId), index('passkeys_by_credential').on(table.credentialID)],
);
