// The peer of bench:exam, a process of its own: Node's own server and SQLite do nothing but commit each save to disk.
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const [path = ''] = process.argv.slice(2);
const db = new DatabaseSync(path);
db.exec('pragma journal_mode = wal; pragma synchronous = full');
db.exec('create table answers (sitting text, place integer, body text, primary key (sitting, place))');
const write = db.prepare('insert or replace into answers values (?, ?, ?)');

const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const { sittingId, changes } = JSON.parse(text) as { sittingId: string; changes: { place: number }[] };
  db.exec('begin immediate');
  for (const change of changes) write.run(sittingId, change.place, JSON.stringify(change));
  db.exec('commit');
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
server.listen(0, 'localhost', () => {
  const at = server.address();
  process.stdout.write(`http://localhost:${typeof at === 'object' ? at?.port : ''}\n`);
});
