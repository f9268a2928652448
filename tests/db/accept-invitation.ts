// A process of its own for invitations.test.ts: waits for a line, accepts, says how it went.
import { once } from 'node:events';
import { openDb } from '#db/client';
import { acceptInvitation } from '#db/queries/accept-invitations';
import { NOW } from './a-school.ts';

const [path = '', tokenHash = '', personId = ''] = process.argv.slice(2);
const db = openDb(`file:${path}`);
await db.run('select 1');
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdout.write(`${await acceptInvitation(db, { tokenHash, personId, at: NOW, requestId: 'request' })}\n`);
process.exit();
