import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * The import rules of this project, executed. Types count: `import type` is a dependency like any other.
 * A file belongs to the first area whose prefix it has; an area may import itself and what its row names.
 */
const AREAS = {
  'src/domain/codeset/': [],
  'src/domain/chart/': ['src/domain/codeset/'],
  'src/domain/grading/': ['src/domain/chart/', 'src/domain/codeset/'],
  'src/domain/exam/': ['src/domain/grading/', 'src/domain/chart/', 'src/domain/codeset/'],
  'src/domain/study/': ['src/domain/grading/', 'src/domain/chart/', 'src/domain/codeset/'],
  'src/domain/authoring/': [
    'src/domain/exam/',
    'src/domain/grading/',
    'src/domain/chart/',
    'src/domain/codeset/',
    'src/domain/lessons/',
  ],
  'src/domain/lessons/': ['src/domain/codeset/'],
  'src/domain/people/': [],
  'src/domain/': [],
  'db/': ['src/domain/'],
  'src/components/': ['src/domain/'],
  'src/layouts/': ['src/components/', 'src/styles/', 'src/domain/'],
  'src/styles/': [],
  'src/pages/': ['db/', 'src/domain/', 'src/components/', 'src/layouts/', 'src/operations/', 'src/styles/'],
  'src/operations/': ['db/', 'src/domain/'],
  'src/actions/': ['db/', 'src/domain/', 'src/operations/', 'src/edge/'],
  'src/': ['db/', 'src/domain/', 'src/operations/'],
} satisfies Record<string, string[]>;
type Area = keyof typeof AREAS;

/** Packages an area may use, the first row that fits; an area that is not named may use any. One file wraps a library. */
const PACKAGES: [prefix: string, allowed: RegExp][] = [
  ['src/domain/lessons/search/engine.ts', /^lunr$/],
  ['src/domain/study/review.ts', /^ts-fsrs$/],
  ['src/domain/', /^astro\/zod$/],
  ['src/components/', /^(?!drizzle|@libsql|node:|astro\/zod|yaml)/],
];

/** The two root modules every part of the domain may use. */
const COMMON_GROUND = /^src\/domain\/(?:result|time|random)\.ts$/;

interface Import {
  from: string;
  to: string;
  line: number;
}

const sources = globSync(['src/**/*.{ts,tsx,astro}', 'db/**/*.ts']).map(normalize).sort();
const scriptOf = (path: string): string => {
  const text = readFileSync(path, 'utf8');
  if (!path.endsWith('.astro')) return text;
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
  return [frontmatter, ...scripts].join('\n');
};

function resolveImport(from: string, specifier: string): string {
  const alias = /^#(domain|db|components|layouts|operations)\/(.+)$/.exec(specifier);
  if (alias?.[1] === 'domain' || alias?.[1] === 'operations') return `src/${alias[1]}/${alias[2]}.ts`;
  if (alias?.[1] === 'db') return `db/${alias[2]}.ts`;
  if (alias) return `src/${alias[1]}/${alias[2]}`;
  return specifier.startsWith('.') ? join(dirname(from), specifier) : specifier;
}

const imports: Import[] = sources.flatMap((from) => {
  const script = scriptOf(from);
  return ts.preProcessFile(script, true, true).importedFiles.map(({ fileName, pos }) => ({
    from,
    to: resolveImport(from, fileName),
    line: script.slice(0, pos).split('\n').length,
  }));
});

const areaOf = (path: string) => (Object.keys(AREAS) as Area[]).find((prefix) => path.startsWith(prefix));
const isOurs = (path: string) => /^(?:src|db)\//.test(path);
const say = ({ from, to, line }: Import) => `${from}:${line} imports ${to}`;

function isAllowed({ from, to }: Import): boolean {
  const area = areaOf(from);
  if (area === undefined) return false;
  return areaOf(to) === area || COMMON_GROUND.test(to) || AREAS[area].some((prefix) => to.startsWith(prefix));
}

describe('who may import whom', () => {
  test('the files are found and parsed', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(imports.some(({ to }) => to === 'src/domain/codeset/code.ts')).toBe(true);
  });

  test('every import inside the project follows the table', () => {
    expect(imports.filter((entry) => isOurs(entry.to) && !isAllowed(entry)).map(say)).toEqual([]);
  });

  test('the domain knows zod alone but for files that wrap a library, and components know no driver', () => {
    const broken = imports.filter(
      ({ from, to }) => !isOurs(to) && !(PACKAGES.find(([prefix]) => from.startsWith(prefix))?.[1].test(to) ?? true),
    );
    expect(broken.map(say)).toEqual([]);
  });

  test('every aliased or relative import names a file that exists', () => {
    const named = (to: string) => to.split('?')[0] ?? to;
    expect(imports.filter(({ to }) => isOurs(to) && !existsSync(named(to))).map(say)).toEqual([]);
  });

  test('only the key editor may name the answer key among components', () => {
    const broken = imports.filter(
      ({ from, to }) =>
        from.startsWith('src/components/') && to.endsWith('chart/answer-key.ts') && !from.includes('KeyEditor'),
    );
    expect(broken.map(say)).toEqual([]);
  });

  test('no page, component or content leads to the files of the question bank', () => {
    const reaches = (from: string, seen = new Set<string>()): Set<string> => {
      for (const { to } of imports.filter((entry) => entry.from === from)) if (!seen.has(to)) reaches(to, seen.add(to));
      return seen;
    };
    const ofBank = ['db/read-items.ts', 'db/review-items.ts', 'db/blind-items.ts'];
    expect(ofBank.filter((path) => !existsSync(path))).toEqual([]);
    const served = sources.filter((path) => /^src\/(?!domain\/)/.test(path));
    expect(served.filter((path) => ofBank.some((file) => reaches(path).has(file)))).toEqual([]);
    const written = [...served, ...globSync('content/**/*.{mdx,yaml,svg}'), 'astro.config.mjs'];
    expect(written.filter((path) => /db\/items|#db\/\w+-items/.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  test('the code book beside a sheet knows nothing of the sheet: an exam will use it too', () => {
    const broken = imports.filter(
      ({ from, to }) =>
        from.startsWith('src/components/code-book/') && /components\/(?:sandbox|chart|result)\//.test(to),
    );
    expect(broken.map(say)).toEqual([]);
  });

  test('no cycle among modules', () => {
    const edges = Map.groupBy(
      imports.filter(({ to }) => isOurs(to)),
      ({ from }) => from,
    );
    const done = new Set<string>();
    const cycleFrom = (path: string, trail: string[]): string[] | undefined => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
      if (done.has(path)) return undefined;
      for (const { to } of edges.get(path) ?? []) {
        const cycle = cycleFrom(to, [...trail, path]);
        if (cycle) return cycle;
      }
      done.add(path);
      return undefined;
    };
    const cycles = sources.map((path) => cycleFrom(path, [])).filter((cycle) => cycle !== undefined);
    expect(cycles).toEqual([]);
  });
});

describe('what nobody does', () => {
  const searched = sources.map((path) => ({ path, text: scriptOf(path) }));
  const hits = (pattern: RegExp, within = '') =>
    searched.filter(({ path, text }) => path.startsWith(within) && pattern.test(text)).map(({ path }) => path);

  test('no clock and no dice in the domain', () => {
    expect(hits(/\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/, 'src/domain/')).toEqual([]);
  });
  test('no SQL outside db/', () => {
    const outside = searched.filter(({ path }) => !path.startsWith('db/'));
    expect(outside.filter(({ text }) => /from 'drizzle-orm|\bsql`/.test(text)).map(({ path }) => path)).toEqual([]);
  });
  test('no import climbs two folders, no barrel', () => {
    expect(hits(/from '\.\.\/\.\.\//)).toEqual([]);
    expect(
      sources.filter((path) => /(?:^|\/)index\.tsx?$/.test(path) && !/^src\/actions\/|^src\/pages\//.test(path)),
    ).toEqual([]);
  });
  test('no drawer named for nothing', () => {
    expect(sources.filter((path) => /(?:^|\/)(?:utils?|helpers?|lib|misc|common)(?:\/|\.)/.test(path))).toEqual([]);
  });
});
