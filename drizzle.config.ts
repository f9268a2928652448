import { defineConfig } from 'drizzle-kit';

/** The app database. After a change of its schema: npx drizzle-kit generate --name what-changed */
export default defineConfig({
  dialect: 'turso',
  schema: [
    'accounts',
    'attempts',
    'audit',
    'cases',
    'exam-statistics',
    'item-drafts',
    'items',
    'limits',
    'look-ups',
    'mails',
    'organisations',
    'people',
    'retention',
    'sittings',
    'statistics',
    'study',
  ].map((name) => `./db/schema/${name}.ts`),
  out: './db/migrations/app',
});
