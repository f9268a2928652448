import { execFileSync } from 'node:child_process';

/** How long something took, each time, milliseconds. */
export interface Figures {
  times: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export function figuresOf(took: readonly number[]): Figures {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { times: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

export const row = (what: string, { times, ...figures }: Figures) => ({
  what,
  times,
  ...Object.fromEntries(Object.entries(figures).map(([name, ms]) => [`${name} ms`, Math.round(ms * 10) / 10])),
});

/** Memory a process holds now, MB; undefined where it is gone or `ps` is not there. */
export function memoryOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
  } catch {
    return undefined;
  }
}
