import { join } from 'node:path';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Db } from '#db/client';

const FOLDER = join(import.meta.dirname, 'migrations');

/** Brings the app database to the newest shape; does nothing when it has it. Applied migrations are never edited. */
export const migrateApp = (db: Db): Promise<void> => migrate(db, { migrationsFolder: join(FOLDER, 'app') });

/** The same for the catalog database. */
export const migrateCatalog = (db: Db): Promise<void> => migrate(db, { migrationsFolder: join(FOLDER, 'catalog') });
