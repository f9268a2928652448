// A process of its own for kill.test.ts: saves for ever and says each revision once the save is acknowledged.
import { openDb } from '#db/client';
import { openAttempt, saveDraft } from '#db/queries/attempts';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { Instant } from '#domain/time';

const [path = '', wanted = ''] = process.argv.slice(2);
const db = openDb(`file:${path}`);
const now = 1 as Instant;
const owner = { attemptId: 'the-attempt', personId: 'the-person' };
await openAttempt(db, { ...JSON.parse(wanted), ...owner, now });
for (let revision = 0; ; revision++) {
  const draft = { ...emptyDraft(), note: `save ${revision + 1}` };
  const { kind } = await saveDraft(db, { ...owner, baseRevision: revision, draft, now });
  if (kind !== 'saved') throw new Error(kind);
  process.stdout.write(`${revision + 1}\n`);
}
