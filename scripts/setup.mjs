// Runs on whatever Node is on the machine (20+): no dependencies, no syntax newer than Node 18.
// Installs when the lock file changed, builds when sources changed, loads content when it changed; else does nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const wanted = process.argv.slice(2);
const runtime = process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : './node_modules/.bin/node';

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

function hashOf(paths) {
  const hash = createHash('sha256').update(lock);
  const add = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = join(path, entry.name);
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
  unlessDone('dist/.source-sha256', hashOf(['src', 'db', 'public', 'astro.config.mjs', 'package.json']), () => {
    console.log('Building …');
    run(runtime, ['node_modules/astro/bin/astro.mjs', 'build', '--silent']);
  });
if (wanted.includes('load')) {
  mkdirSync('data', { recursive: true });
  // The databases hold work of people: load.ts itself decides, from what they contain, whether anything is to be done.
  run(runtime, ['db/load.ts']);
}
