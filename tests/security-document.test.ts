import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const document = readFileSync('docs/security.md', 'utf8');
const rows = [...document.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm)].map(
  ([, number, level, verdict]) => ({ number, level, verdict }),
);

test('every requirement of levels 1 and 2 stands there once', () => {
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
  const ofLevel = (wanted: string) => rows.filter(({ level }) => level === wanted).length;
  expect([ofLevel('1'), ofLevel('2')]).toEqual([70, 183]);
});

test('the sums are those of the rows', () => {
  const sums = [...document.matchAll(/^\| ((?:not )?(?:met|applicable)[^|]*) \| (\d+) \| (\d+) \| (\d+) \|$/gm)];
  expect(sums.map(([, verdict]) => verdict).sort()).toEqual([...new Set(rows.map(({ verdict }) => verdict))].sort());
  for (const [, verdict, ...counts] of sums) {
    const those = rows.filter((row) => row.verdict === verdict);
    const ofLevel = (wanted: string) => those.filter(({ level }) => level === wanted).length;
    expect([verdict, ...counts.map(Number)]).toEqual([verdict, ofLevel('1'), ofLevel('2'), those.length]);
  }
});

test('every file it names is there', () => {
  const named = [...document.matchAll(/`((?:src|db|tests|scripts|docs|\.ci)\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
