import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/**
 * How long a build takes with more lessons: 1, 2, 5 and 10 times those there are, each with its knowledge check, copied
 * under other addresses in a copy of the project. It is the build of `npm start`, from nothing, compressed files included;
 * beside it stands the content check. The better of two runs counts, since other work on the machine only ever adds.
 * Growth is no worse than linear when a lesson more takes no more of the processor between 5× and 10× than between 1× and
 * 5×, but for `NOISE`. Run by `npm run bench:lessons-build`; it asserts nothing and takes some minutes.
 */
const TIMES = [1, 2, 5, 10];
const RUNS = 2;
const NOISE = 1.15;
const LESSONS = 'content/lessons';
/** What a build makes anew or does not read. */
const NOT_COPIED = ['node_modules', 'dist', 'data', '.git', '.astro'];

/** A copy of the project whose packages are links, so that what a build keeps beside them is its own. */
function copyProject(folder: string): void {
  for (const name of readdirSync('.'))
    if (!NOT_COPIED.includes(name)) cpSync(name, join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync('node_modules'))
    if (!['.astro', '.vite', '.cache'].includes(name))
      symlinkSync(join(process.cwd(), 'node_modules', name), join(folder, 'node_modules', name));
}

/** Adds copies until there are `times` as many lessons as the project has; answers how many that is. */
function multiplyLessons(folder: string, times: number): number {
  const files = globSync('*/*.{mdx,check.yaml}', { cwd: LESSONS });
  for (let copy = 2; copy <= times; copy += 1)
    for (const file of files) {
      const named = file.replace(/(?=\.(?:mdx|check\.yaml)$)/, `-copy-${copy}`);
      cpSync(join(LESSONS, file), join(folder, LESSONS, named));
    }
  return globSync(`${LESSONS}/*/*.mdx`, { cwd: folder }).length;
}

/** How long something took, in seconds: on the clock, and of the processor, which others' work changes less. */
interface Cost {
  clock: number;
  processor: number;
}

/** Runs its arguments and then prints the time they took of the processor, all they started included. */
const TIMED = '"$@"; ended=$?; times >&2; exit $ended';

/** What a command of Node costs in the copy. Throws with what it printed when it ends with none of `expected`. */
function run(folder: string, args: string[], expected: number[]): Cost {
  const start = performance.now();
  const command = ['-c', TIMED, 'sh', process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync('sh', command, { cwd: folder, encoding: 'utf8' });
  if (!expected.includes(status ?? -1)) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return { clock: (performance.now() - start) / 1000, processor: processorSeconds(stderr) };
}

/** The last line of what `times` prints, `0m7.51s 0m0.99s`: seconds of everything that was started, in programs and system. */
function processorSeconds(printed: string): number {
  const last = printed.trim().split('\n').at(-1) ?? '';
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  );
}

function build(folder: string): Cost {
  for (const made of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'])
    rmSync(join(folder, made), { recursive: true, force: true });
  return run(folder, ['scripts/setup.mjs', 'build'], [0]);
}

/** Copies share their number with their original, so the check has something to say of each. */
const check = (folder: string): Cost => run(folder, ['db/check-content.ts'], [0, 1]);

/** The least of `RUNS` runs. */
function best(measure: () => Cost): Cost {
  const costs = Array.from({ length: RUNS }, measure);
  const least = (part: keyof Cost) => Math.min(...costs.map((cost) => cost[part]));
  return { clock: least('clock'), processor: least('processor') };
}

interface Measured {
  times: number;
  lessons: number;
  build: Cost;
  check: Cost;
}

function measure(times: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-build-'));
  try {
    copyProject(folder);
    const lessons = multiplyLessons(folder, times);
    return { times, lessons, build: best(() => build(folder)), check: best(() => check(folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of the processor that a lesson more takes between two sizes. */
const perLesson = (work: 'build' | 'check', from: Measured, to: Measured): number =>
  (1000 * (to[work].processor - from[work].processor)) / (to.lessons - from.lessons);

const load = loadavg()[0]?.toFixed(1);
const measured = TIMES.map(measure);
console.log(
  `Build and content check with more lessons, best of ${RUNS}; ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ` +
    `load before ${load}, Node ${process.version}`,
);
console.table(
  measured.map(({ times, lessons, build, check }) => ({
    lessons: `${times}× = ${lessons}`,
    'build s': build.clock.toFixed(1),
    'a lesson s': (build.clock / lessons).toFixed(3),
    'processor s': build.processor.toFixed(1),
    'check s': check.clock.toFixed(1),
    'its processor s': check.processor.toFixed(1),
  })),
);
const [once, , middle, most] = measured;
if (once && middle && most)
  for (const work of ['build', 'check'] as const) {
    const [below, above] = [perLesson(work, once, middle), perLesson(work, middle, most)];
    const verdict = above <= below * NOISE ? 'no worse than linear' : 'WORSE THAN LINEAR';
    console.log(
      `${work}: a lesson more takes ${below.toFixed(0)} ms of the processor up to ${middle.times}×, ` +
        `${above.toFixed(0)} ms from there to ${most.times}×: ${verdict}`,
    );
  }
