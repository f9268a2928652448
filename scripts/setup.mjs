// Runs on whatever Node is on the machine (20+): no dependencies, no syntax newer than Node 18.
// Installs when the lock file changed, builds when sources changed, loads content when it changed; else does nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const wanted = process.argv.slice(2);
const runtime = process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : './node_modules/.bin/node';

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Content that is loaded into the database and is no part of the build. */
const NOT_BUILT = [join('db', 'keys'), join('db', 'items')];

function hashOf(paths) {
  const hash = createHash('sha256').update(lock);
  const add = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = join(path, entry.name);
      if (NOT_BUILT.includes(below)) continue;
      if (entry.isDirectory()) add(below);
      else hash.update(below).update(readFileSync(below));
    }
  };
  for (const path of paths)
    if (existsSync(path)) path.includes('.') ? hash.update(path).update(readFileSync(path)) : add(path);
  return hash.digest('hex');
}

/** Does `work` unless the stamp file says it was done for this very input. */
function unlessDone(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  work();
  writeFileSync(stamp, hash);
}

/** Puts a .br and a .gz beside every text file of the build, once, so that serving costs nothing. */
function compressAssets(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressAssets(path);
    else if (/\.(?:js|css|svg|json|html)$/.test(entry.name)) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  }
}

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
unlessDone('node_modules/.lock-sha256', lock, () => {
  console.log('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
});
if (!existsSync(runtime)) {
  console.error(
    `This platform (${process.platform} ${process.arch}) has no Node in the npm registry. Put Node 24 on the PATH and run:\n` +
      `  mkdir -p node_modules/.bin && ln -s "$(command -v node)" ${runtime}`,
  );
  process.exit(1);
}
if (wanted.includes('build'))
  unlessDone(
    'dist/.source-sha256',
    // Lessons are pages of the build; they show titles of codes and charts.
    hashOf([
      ...['src', 'db', 'public', 'scripts', 'astro.config.mjs', 'package.json'],
      ...['content/lessons', 'content/glossary', 'content/codes', 'content/charts'],
    ]),
    () => {
      console.log('Building …');
      run(runtime, ['node_modules/astro/bin/astro.mjs', 'build', '--silent']);
      compressAssets('dist/client');
    },
  );
if (wanted.includes('load')) {
  // What people did is theirs: nobody else on this machine needs to read it.
  mkdirSync('data', { recursive: true, mode: 0o700 });
  // The databases hold work of people: load.ts itself decides, from what they contain, whether anything is to be done.
  // Search indexes of many releases made at once would take twice the memory without a bound, in the same time.
  run(runtime, ['--max-old-space-size=512', 'db/load.ts']);
}
