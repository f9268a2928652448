import { bestAssignment } from './assignment.ts';

/** A row of the sheet and an entry of the key that may be paired. */
export interface Edge {
  entry: number;
  expected: number;
}

/**
 * The weight of an edge as ranked whole numbers, the most important first. A pairing is best when the total of the
 * first rank is greatest, then of the second, and so on. Ranks after the first lie between 0 and 7.
 */
export type Ranks = (edge: Edge) => readonly number[];

const GREATEST_RANK = 7;
// Keeps the totals of 200 rows below 2^53; ranks are strictly separate up to 56 rows that compete with each other.
const GREATEST_BASE = 400;

/**
 * Pairs rows and entries once each so that the ranks are best in total. Edges that compete with no other are taken
 * as they are; only groups that share a row or an entry go through the assignment, so the answer is the same as one
 * assignment over everything. `contentOf` decides ties by what a row says, never by where it stands.
 */
export function bestPairs<Kind extends Edge>(
  edges: readonly Kind[],
  ranks: (edge: Kind) => readonly number[],
  contentOf: (entry: number) => string,
): Kind[] {
  return competingGroups(edges).flatMap((group) => (group.length === 1 ? group : solveGroup(group, ranks, contentOf)));
}

function competingGroups<Kind extends Edge>(edges: readonly Kind[]): Kind[][] {
  const ofEntry = Map.groupBy(edges, (edge) => edge.entry);
  const ofExpected = Map.groupBy(edges, (edge) => edge.expected);
  const seen = new Set<Kind>();
  const groups: Kind[][] = [];
  for (const start of edges) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    for (const edge of group) {
      for (const neighbour of [...(ofEntry.get(edge.entry) ?? []), ...(ofExpected.get(edge.expected) ?? [])]) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        group.push(neighbour);
      }
    }
    groups.push(group);
  }
  return groups;
}

function solveGroup<Kind extends Edge>(
  group: readonly Kind[],
  ranks: (edge: Kind) => readonly number[],
  contentOf: (entry: number) => string,
): Kind[] {
  const contents = new Map(group.map(({ entry }) => [entry, contentOf(entry)]));
  const entries = [...contents.keys()].sort(
    (a, b) => compareText(contents.get(a) ?? '', contents.get(b) ?? '') || a - b,
  );
  const expected = [...new Set(group.map((edge) => edge.expected))].sort((a, b) => a - b);
  const base = Math.min(GREATEST_RANK * Math.min(entries.length, expected.length) + 1, GREATEST_BASE);
  const edgeAt = new Map(group.map((edge) => [`${edge.entry}:${edge.expected}`, edge]));
  const weights = entries.map((entry) =>
    expected.map((wanted) => {
      const edge = edgeAt.get(`${entry}:${wanted}`);
      return edge ? ranks(edge).reduce((total, rank) => total * base + rank, 0) : 0;
    }),
  );
  return bestAssignment(weights).flatMap((column, row) => {
    const edge = edgeAt.get(`${entries[row]}:${expected[column]}`);
    return edge ? [edge] : [];
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
