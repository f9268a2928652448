// `npm run retention`: deletes what is kept no longer, as the server does once a day, and says how much it was.
import { openAppDb } from '../db/client.ts';
import { migrateApp } from '../db/migrate.ts';
import { applyRetention } from '../src/operations/retention/apply-retention.ts';

const db = openAppDb(process.env);
try {
  await migrateApp(db);
  const counts = await applyRetention(db, Date.now());
  const gone = Object.entries(counts).filter(([, number]) => number > 0);
  console.log(
    gone.length > 0
      ? `Deleted: ${gone.map(([what, number]) => `${what} ${number}`).join(', ')}`
      : 'Nothing was old enough to delete.',
  );
} finally {
  db.$client.close();
}
