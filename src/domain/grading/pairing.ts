import { bestAssignment } from './assignment.ts';

/** A row of the sheet and an entry of the key that may be paired. */
export interface Edge {
  entry: number;
  expected: number;
}

const GREATEST_RANK = 7;
// Keeps the totals of 200 rows below 2^53; ranks are strictly separate up to 56 rows that compete with each other.
const GREATEST_BASE = 400;

/**
 * Pairs rows and entries once each so that `ranks` are best in total: the sum of the first rank counts most, then that
 * of the second, and so on; ranks are whole numbers, those after the first from 0 to 7. Edges that compete with no
 * other are taken as they are; only groups that share a row or an entry go through the assignment, so the answer is
 * the same as one assignment over everything. `contentOf` decides ties by what a row says, never by where it stands.
 */
export function bestPairs<Kind extends Edge>(
  edges: readonly Kind[],
  ranks: (edge: Kind) => readonly number[],
  contentOf: (entry: number) => string,
): Kind[] {
  const { alone, contested } = splitByRivals(edges);
  if (contested.length === 0) return alone;
  return [...alone, ...competingGroups(contested).flatMap((group) => solveGroup(group, ranks, contentOf))];
}

/** Edges whose row and entry have no other edge, and the rest. */
function splitByRivals<Kind extends Edge>(edges: readonly Kind[]): { alone: Kind[]; contested: Kind[] } {
  const ofEntry: number[] = [];
  const ofExpected: number[] = [];
  for (const { entry, expected } of edges) {
    ofEntry[entry] = (ofEntry[entry] ?? 0) + 1;
    ofExpected[expected] = (ofExpected[expected] ?? 0) + 1;
  }
  const hasRival = ({ entry, expected }: Kind) => ofEntry[entry] !== 1 || ofExpected[expected] !== 1;
  return { alone: edges.filter((edge) => !hasRival(edge)), contested: edges.filter(hasRival) };
}

/** The edges in groups that share no row and no entry with each other; every edge is walked twice. */
function competingGroups<Kind extends Edge>(edges: readonly Kind[]): Kind[][] {
  const ofEntry = Map.groupBy(edges, (edge) => edge.entry);
  const ofExpected = Map.groupBy(edges, (edge) => edge.expected);
  const seenEntries = new Set<number>();
  const seenExpected = new Set<number>();
  const groups: Kind[][] = [];
  for (const start of ofEntry.keys()) {
    if (seenEntries.has(start)) continue;
    seenEntries.add(start);
    const rows = [start];
    for (const row of rows) {
      for (const { expected } of ofEntry.get(row) ?? []) {
        if (seenExpected.has(expected)) continue;
        seenExpected.add(expected);
        for (const { entry } of ofExpected.get(expected) ?? []) {
          if (seenEntries.has(entry)) continue;
          seenEntries.add(entry);
          rows.push(entry);
        }
      }
    }
    groups.push(rows.flatMap((row) => ofEntry.get(row) ?? []));
  }
  return groups;
}

function solveGroup<Kind extends Edge>(
  group: readonly Kind[],
  ranks: (edge: Kind) => readonly number[],
  contentOf: (entry: number) => string,
): Kind[] {
  const contents = new Map(group.map(({ entry }) => [entry, '']));
  for (const entry of contents.keys()) contents.set(entry, contentOf(entry));
  const rows = numbered(
    [...contents.keys()].sort((a, b) => compareText(contents.get(a) ?? '', contents.get(b) ?? '') || a - b),
  );
  const columns = numbered([...new Set(group.map((edge) => edge.expected))].sort((a, b) => a - b));
  const base = Math.min(GREATEST_RANK * Math.min(rows.size, columns.size) + 1, GREATEST_BASE);
  const weights = Array.from({ length: rows.size }, () => new Array<number>(columns.size).fill(0));
  const edgeAt: (Kind | undefined)[][] = weights.map(() => []);
  for (const edge of group) {
    const [row, column] = [rows.get(edge.entry) ?? 0, columns.get(edge.expected) ?? 0];
    (weights[row] as number[])[column] = ranks(edge).reduce((total, rank) => total * base + rank, 0);
    (edgeAt[row] as (Kind | undefined)[])[column] = edge;
  }
  return bestAssignment(weights).flatMap((column, row) => edgeAt[row]?.[column] ?? []);
}

const numbered = (values: readonly number[]): Map<number, number> =>
  new Map(values.map((value, index) => [value, index]));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
