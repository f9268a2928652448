// The server behind `npm start`: files of the build come compressed and are kept by browsers, everything else is
// Astro's. The adapter's own server sends assets uncompressed (docs/decisions/0007).
// `serve.mjs [folder]` serves another build than `dist`. PORT=0 takes any free port; the line printed says which.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { headersEverywhere } from '../src/edge/response-headers.ts';
import { sessionSecret } from '../src/edge/session-secret.ts';
import { administratorKey, makeAdministratorKey } from '../src/operations/accounts/administrator-key.ts';
import { accountSettings, LOCAL_HOSTS } from '../src/operations/accounts/settings.ts';
import { mailServer } from '../src/operations/mail/post.ts';
import { withResponse } from '../src/operations/slow-reader.ts';
import { buildFiles } from './build-files.mjs';
import { warmUp } from './warm-up.mjs';

const build = resolve(process.argv[2] ?? join(import.meta.dirname, '../dist'));
const host = process.env.HOST || 'localhost';
const port = Number(process.env.PORT || 4321);
const METHODS = ['GET', 'HEAD', 'POST'];

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65_535)
  stop(`PORT has to be a number from 0 to 65535, not ${process.env.PORT}.`);
let publicUrl;
try {
  // Asked for here already, so that a server that cannot sign cookies says so now and not to its first visitor.
  ({ publicUrl } = accountSettings(process.env, sessionSecret(process.env)));
  mailServer(process.env);
  administratorKey(process.env);
} catch (error) {
  stop(error.message);
}

if (publicUrl?.startsWith('http:') && !LOCAL_HOSTS.includes(new URL(publicUrl).hostname))
  console.error('PUBLIC_URL is not https: on the way, others can read passwords and take sessions over.');

const cannotListen = (error) =>
  stop(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Stop what runs there, or choose another: PORT=4322 npm start`
      : `The server cannot listen on ${host}:${port}: ${error.message}`,
  );
// Said before the code is loaded, which opens the databases.
const probe = createProbe((socket) => socket.destroy()).listen(port, host);
await once(probe, 'listening').catch(cannotListen);
await once(probe.close(), 'close');

process.env.ASTRO_NODE_AUTOSTART = 'disabled';
// Where the command is that installs code sets.
process.env.PROJECT_ROOT = resolve(import.meta.dirname, '..');
// Where the search index of this build is: /search reads it once.
process.env.BUILD_FILES = join(build, 'client');
const { handler } = await import(pathToFileURL(join(build, 'server/entry.mjs')).href);

const answerFile = buildFiles(join(build, 'client'));
const headers = Object.entries(headersEverywhere(publicUrl?.startsWith('https:') ?? false));
function answer(request, response) {
  for (const [name, value] of headers) response.setHeader(name, value);
  if (!METHODS.includes(request.method ?? '')) {
    response.writeHead(405, { allow: METHODS.join(', ') }).end();
    return;
  }
  if (!answerFile(request, response)) withResponse(response, () => handler(request, response));
}
const local = `localhost:${port}`;
await warmUp(answer, {
  host: publicUrl ? new URL(publicUrl).host : local,
  origin: publicUrl ?? `http://${local}`,
});
const server = createServer(answer);
server.on('error', cannotListen);
server.listen(port, host, () => {
  // An address of IPv6 stands in brackets, else its port is part of it.
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${server.address().port}`;
  console.log(`Open ${address}  (stop with Ctrl+C)`);
  offerAdministration(address);
  offerCompleteReleases(`${address}/admin/codes`);
});

/** The first administrator comes by a link that only who reads this output has; once there is one, none is printed. */
async function offerAdministration(address) {
  const { openAppDb } = await import('../db/client.ts');
  const { hasAdministrator } = await import('../db/queries/people.ts');
  const db = openAppDb(process.env);
  try {
    if (await hasAdministrator(db)) return;
    makeAdministratorKey(process.env);
    const key = administratorKey(process.env);
    if (key?.isOneTime) console.log(`Administrator, good for one use: ${address}/admin/enter?key=${key.key}`);
  } catch {
    // A database that is not made yet has no administrator to look for; pages say what is missing.
  } finally {
    db.$client.close();
  }
}

/** Reads one row of the catalog; the network is nobody's business at a start. */
async function offerCompleteReleases(page) {
  const { openCatalogDb } = await import('../db/client.ts');
  const { hasOfficialRelease } = await import('../db/queries/releases.ts');
  const catalogDb = openCatalogDb(process.env);
  try {
    if (await hasOfficialRelease(catalogDb)) return;
    console.log(
      `Only the starter code set is installed. The complete releases: ${page} or npm run codes -- install --online`,
    );
  } catch {
    // A catalog that is not loaded yet has nothing to offer; pages say what is missing.
  } finally {
    catalogDb.$client.close();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // A request that hangs must not keep the process: what was acknowledged is in the database already.
    setTimeout(() => process.exit(0), 3000).unref();
  });
