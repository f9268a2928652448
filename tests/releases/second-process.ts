// A second process at a catalog: `write` holds the lock of a writer, `read` counts codes again and again. It says
// `ready` when it has begun and goes on until its input ends; a reader then says which counts it has seen.
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

const [path = '', what] = process.argv.slice(2);
const db = new DatabaseSync(path);
let isOver = false;
process.stdin.resume().on('end', () => {
  isOver = true;
});
if (what === 'write') db.exec('begin immediate');
console.log('ready');
const seen = new Set<number>();
while (!isOver) {
  if (what === 'read') seen.add(Number(db.prepare('select count(*) as n from codes').get()?.n));
  await setTimeout(1);
}
if (what === 'write') db.exec('rollback');
db.close();
console.log(JSON.stringify([...seen]));
