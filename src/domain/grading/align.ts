import type { Agreement, Expected } from './agreement.ts';
import { bestPairs, type Edge } from './pairing.ts';

/** What matching needs to know of the rows of one list of a sheet. */
export interface Rows {
  /** Canonical codes in sheet order. */
  codes: readonly string[];
  /** What a row says, in words that do not depend on its place: decides ties. */
  contentOf(entry: number): string;
  /** Rows with the same identity say the same thing twice. */
  identityOf(entry: number): string;
  /** How many attributes (0–7) agree; asked only where several pairings compete. */
  attributesAgree(entry: number, expected: number): number;
  /** Same category, table or family: near enough for a near miss. */
  isNear(entered: string, wanted: string): boolean;
}

export interface Match extends Edge {
  match: 'exact' | 'alternate' | 'near-miss';
  /** Thousandths; 0 for a near miss. */
  credit: number;
  /** A near miss that could stand for one key entry only. */
  alone: boolean;
}

/** Every row and every key entry, once each. Indexes ascend. */
export interface Alignment {
  matches: Match[];
  duplicates: number[];
  unmatched: number[];
  missed: number[];
}

type AgreeingEdge = Agreement & { entry: number };
type NearEdge = Edge & { isForeseen: boolean; options: number };

/**
 * Matches the rows of a sheet to the entries of a key, best total credit first: codes that agree (their credit, then
 * how many, then exact before alternate, then agreeing attributes), then near misses among what is left. A code in
 * `notCoded` is no near miss unless a missing entry's `whyNot` names it.
 */
export function align(
  rows: Rows,
  expected: readonly Expected[],
  agreementsOf: (code: string) => readonly Agreement[],
  notCoded: ReadonlySet<string>,
): Alignment {
  const agreed = agreeingPairs(rows, expected, agreementsOf);
  const takenEntries = new Set(agreed.map((pair) => pair.entry));
  const takenExpected = new Set(agreed.map((pair) => pair.expected));
  const duplicates = duplicateRows(rows, takenEntries);
  const doubled = new Set(duplicates);
  const open = rows.codes.flatMap((_, entry) => (takenEntries.has(entry) || doubled.has(entry) ? [] : [entry]));
  const absent = expected.flatMap((_, index) => (takenExpected.has(index) ? [] : [index]));
  const near = open.length > 0 && absent.length > 0 ? nearPairs(rows, expected, open, absent, notCoded) : [];
  const nearEntries = new Set(near.map((pair) => pair.entry));
  const nearExpected = new Set(near.map((pair) => pair.expected));
  return {
    matches: [...agreed.map((pair) => ({ ...pair, alone: false })), ...near].sort((a, b) => a.expected - b.expected),
    duplicates,
    unmatched: open.filter((entry) => !nearEntries.has(entry)),
    missed: absent.filter((index) => !nearExpected.has(index)),
  };
}

function agreeingPairs(
  rows: Rows,
  expected: readonly Expected[],
  agreementsOf: (code: string) => readonly Agreement[],
): AgreeingEdge[] {
  const edges = rows.codes.flatMap((code, entry) =>
    agreementsOf(code).map(({ expected: index, match, credit }) => ({ entry, expected: index, match, credit })),
  );
  const ranks = (edge: AgreeingEdge) => {
    const isRequired = expected[edge.expected]?.status === 'required';
    const isExact = edge.match === 'exact' ? 1 : 0;
    return [
      isRequired ? edge.credit : 0,
      isRequired ? 1 : 0,
      isRequired ? 0 : 1,
      isExact,
      rows.attributesAgree(edge.entry, edge.expected),
    ];
  };
  return bestPairs(edges, ranks, rows.contentOf);
}

/** Rows that agree with no free entry and say what another row says already. */
function duplicateRows(rows: Rows, taken: ReadonlySet<number>): number[] {
  if (taken.size === rows.codes.length) return [];
  const said = new Set([...taken].map((entry) => rows.identityOf(entry)));
  return rows.codes.flatMap((_, entry) => {
    if (taken.has(entry)) return [];
    const identity = rows.identityOf(entry);
    if (said.has(identity)) return [entry];
    said.add(identity);
    return [];
  });
}

function nearPairs(
  rows: Rows,
  expected: readonly Expected[],
  open: readonly number[],
  absent: readonly number[],
  notCoded: ReadonlySet<string>,
): Match[] {
  const isRequired = (index: number) => expected[index]?.status === 'required';
  const edges = open.flatMap((entry): NearEdge[] => {
    const code = rows.codes[entry] as string;
    const isForeseen = (index: number) => expected[index]?.whyNot.some((wrong) => wrong.code === code) ?? false;
    const isNear = (index: number) => rows.isNear(code, expected[index]?.code ?? '');
    const required = absent.filter(isRequired);
    const others = absent.filter((index) => !isRequired(index));
    const foreseen = required.filter(isForeseen);
    const isLeftOut = foreseen.length === 0 && notCoded.has(code);
    // The author's own words about a code say more than that it is near something nobody asked for.
    const isTold = others.length > 0 && expected.some(({ whyNot }) => whyNot.some((wrong) => wrong.code === code));
    // An entry that is not required never takes a row from one that is, so that leaving it out changes nothing.
    const options = isLeftOut
      ? []
      : ([foreseen, required.filter(isNear), others.filter(isForeseen), isTold ? [] : others.filter(isNear)].find(
          (choices) => choices.length > 0,
        ) ?? []);
    return options.map((index) => ({ entry, expected: index, isForeseen: isForeseen(index), options: options.length }));
  });
  const ranks = (edge: NearEdge) => [
    1,
    isRequired(edge.expected) ? 1 : 0,
    edge.isForeseen ? 1 : 0,
    sharedPrefix(rows.codes[edge.entry] as string, expected[edge.expected]?.code ?? ''),
  ];
  return bestPairs(edges, ranks, rows.contentOf).map((edge) => ({
    entry: edge.entry,
    expected: edge.expected,
    match: 'near-miss',
    credit: 0,
    alone: edge.options === 1,
  }));
}

/** Characters two codes share from the left, at most 7. */
function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < 7 && length < a.length && a[length] === b[length]) length += 1;
  return length;
}
