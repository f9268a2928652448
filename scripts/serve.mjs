// The server behind `npm start`: files of the build come compressed and are kept by browsers, everything else is
// Astro's. The adapter's own server sends assets uncompressed (docs/decisions/0012).
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const host = process.env.HOST ?? 'localhost';
const port = Number(process.env.PORT ?? 4321);

process.env.ASTRO_NODE_AUTOSTART = 'disabled';
const { handler } = await import('../dist/server/entry.mjs');

// Names below _astro hold a hash of what is in the file, so that a browser never has to ask again.
const assets = sirv(fileURLToPath(new URL('../dist/client', import.meta.url)), {
  brotli: true,
  gzip: true,
  etag: true,
  setHeaders: (response, path) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const isHashed = path.startsWith('/_astro/');
    response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
  },
});

const server = createServer((request, response) => {
  assets(request, response, () => handler(request, response));
});
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Stop what runs there, or choose another: PORT=4322 npm start`);
  process.exit(1);
});
server.listen(port, host, () => console.log(`Open http://${host}:${port}  (stop with Ctrl+C)`));

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // A request that hangs must not keep the process: what was acknowledged is in the database already.
    setTimeout(() => process.exit(0), 3000).unref();
  });
