import type { FileReport } from './file-report.ts';
import type { ForeignItem } from './foreign-item.ts';

const LONGEST_NAME = 60;
const LONGEST_TITLE = 90;

/** A name made of a title: small letters, digits and single hyphens. */
export function nameFromTitle(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_NAME);
  return name.replace(/^-|-$/g, '') || 'item';
}

/** The first words of a stem, for a question that has no title. */
export function titleFromStem(stem: string): string {
  const line = stem.replaceAll('*', '').replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE - 1).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).trimEnd()}…`;
}

/** An item with the line it began in. */
export interface PlacedForeignItem {
  item: ForeignItem;
  line: number;
}

/** Gives a name of its own to every item that has the name of one before it, and says so. */
export function withOwnNames(placed: readonly PlacedForeignItem[], report: FileReport): ForeignItem[] {
  const taken = new Set(placed.map(({ item }) => item.name));
  const seen = new Set<string>();
  const next = new Map<string, number>();
  return placed.map(({ item, line }) => {
    if (!seen.has(item.name)) {
      seen.add(item.name);
      return item;
    }
    let number = next.get(item.name) ?? 2;
    while (taken.has(`${item.name}-${number}`)) number += 1;
    next.set(item.name, number + 1);
    const name = `${item.name}-${number}`;
    taken.add(name);
    report.warning(`Another question is named “${item.name}” already; this one is taken as “${name}”.`, { line });
    return { ...item, name };
  });
}
