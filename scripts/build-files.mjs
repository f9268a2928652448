import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};
/** A page brings its own policy in a `meta`, where this one directive cannot stand; a stricter header would bind it, too. */
const PAGE_POLICY = { 'content-security-policy': "frame-ancestors 'none'" };
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/**
 * Answers requests for files of a build, pages that were made with it among them (`/learn` is learn/index.html). They
 * are read once and kept in memory, a few megabytes: a build that is made anew meanwhile neither breaks the running
 * server nor the pages it has sent.
 * @param {string} folder
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean}
 *   false when there is no such file; nothing was answered then.
 */
export function buildFiles(folder) {
  const files = new Map(
    filesBelow(folder).flatMap((path) => {
      const file = read(path);
      return addressesOf(`/${relative(folder, path).split(sep).join('/')}`).map((address) => [address, file]);
    }),
  );
  return (request, response) => {
    const path = (request.url ?? '').replace(/[?#].*$/, '');
    const file = files.get(path);
    const isRead = ['GET', 'HEAD'].includes(request.method ?? '');
    if (!file) return false;
    if (!isRead) {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return true;
    }
    const headers = { ...file.headers, 'cache-control': `public, ${keptFor(path, file)}` };
    if (file.isPage) Object.assign(headers, PAGE_POLICY);
    if (request.headers['if-none-match'] === file.headers.etag) {
      response.writeHead(304, headers).end();
      return true;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const [encoding, bytes] = file.forms.find(([name]) => accepted.includes(name)) ?? ['', file.plain];
    if (encoding) headers['content-encoding'] = encoding;
    response.writeHead(200, { ...headers, 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
    return true;
  };
}

/** A page is found as pages are written: `/learn`, with or without a slash, and by its file. */
const addressesOf = (name) =>
  name.endsWith('/index.html') ? [name, name.slice(0, -10), name.slice(0, -11)].filter(Boolean) : [name];

/**
 * Names below _astro hold a hash of what is in the file, so that a browser never has to ask again. A page names such
 * files of its own build, and the search index names places in its pages: they are asked for each time, and seldom sent.
 */
function keptFor(path, { isPage }) {
  if (isPage || path.startsWith('/search')) return 'no-cache';
  return path.startsWith('/_astro/') ? 'max-age=31536000, immutable' : 'max-age=3600';
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map((entry) => join(entry.parentPath, entry.name));

function read(path) {
  const plain = readFileSync(path);
  return {
    plain,
    isPage: extname(path) === '.html',
    forms: ENCODINGS.filter(([, ending]) => existsSync(path + ending)).map(([name, ending]) => [
      name,
      readFileSync(path + ending),
    ]),
    headers: {
      'content-type': TYPES[extname(path)],
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      vary: 'accept-encoding',
    },
  };
}
