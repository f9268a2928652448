import { defineConfig } from 'drizzle-kit';

/** The app database. After a change of its schema: npx drizzle-kit generate --name what-changed */
export default defineConfig({
  dialect: 'turso',
  schema: ['./db/schema/people.ts', './db/schema/cases.ts', './db/schema/attempts.ts', './db/schema/look-ups.ts'],
  out: './db/migrations/app',
});
