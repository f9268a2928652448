import { defineConfig } from 'drizzle-kit';

/** The catalog database. After a change: npx drizzle-kit generate --config drizzle.catalog.config.ts --name what-changed */
export default defineConfig({
  dialect: 'turso',
  schema: ['./db/schema/codes.ts', './db/schema/references.ts'],
  out: './db/migrations/catalog',
});
