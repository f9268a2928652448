import { MEANINGS_APART, type PcsRow } from './pcs-table.ts';

/** What a value means. `workedOut` says that no printed table names it for this table. */
export interface PcsLabel {
  text: string;
  workedOut?: true;
}

/** A row with what its values mean: `5:0` gives "Open". A value that nothing names is absent. */
export interface LabelledRow extends PcsRow {
  labels: ReadonlyMap<string, PcsLabel>;
}

/** The different meanings of a value in these rows: one, as a rule; several in tables of substances. */
export function meaningsIn(rows: readonly LabelledRow[], axis: number, value: string): PcsLabel[] {
  const found = rows.flatMap(({ labels }) => labels.get(`${axis}:${value}`) ?? []);
  return [...new Map(found.map((label) => [label.text, label])).values()];
}

/** A meaning that a printed table gives to a value of the same axis, in this or another table of the section. */
export interface KnownMeaning {
  /** First two characters of the table. */
  system: string;
  value: string;
  label: string;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

/**
 * What a value means that no table at hand names, from the titles of all codes that have it: a meaning known from a
 * table of the same body system whose every word stands in every title; else the words at that place of the titles; else a
 * meaning known anywhere in the section. Undefined where neither says anything.
 */
export function workOutLabel(
  { table, axis, value }: { table: string; axis: number; value: string },
  titles: readonly string[],
  known: readonly KnownMeaning[],
): PcsLabel | undefined {
  const sameValue = known.filter((one) => one.value === value && one.system === table.slice(0, 2));
  const found =
    nothingThere(value, known) ??
    (axis === 6 ? undefined : confirmedMeaning(sameValue, titles)) ??
    spokenAt(axis, titles) ??
    confirmedMeaning(known, titles);
  return found === undefined ? undefined : { text: found, workedOut: true };
}

/** Titles pass over what is not there: “No Device”, “No Qualifier”. */
const nothingThere = (value: string, known: readonly KnownMeaning[]) =>
  known.find((one) => one.value === value && value === 'Z' && /^No(?:ne)?\b/.test(one.label))?.label;

/** The longest meaning of which every word stands in every title. */
function confirmedMeaning(known: readonly KnownMeaning[], titles: readonly string[]): string | undefined {
  const length = ({ label }: KnownMeaning) => wordsOf(label).length;
  const confirmed = known.filter(({ label }) => isSpokenIn(titles, label));
  return confirmed.sort((one, other) => length(other) - length(one))[0]?.label;
}

function isSpokenIn(titles: readonly string[], label: string): boolean {
  const words = wordsOf(label);
  const speaksOf = (title: string) => {
    const spoken = new Set(wordsOf(title));
    return words.every((word) => spoken.has(word));
  };
  return words.length > 0 && titles.every(speaksOf);
}

/**
 * What a value of a row that no file prints means by the labels of its table: of several meanings those that its titles
 * speak of. New Technology uses values again for other things, so there a label counts only when the titles speak of it.
 */
export function labelInTitles(table: string, label: string, titles: readonly string[]): string | undefined {
  const spoken = label.split(MEANINGS_APART).filter((meaning) => isSpokenIn(titles, meaning));
  if (spoken.length > 0) return spoken.join(MEANINGS_APART);
  return table.startsWith('X') && !/^No(?:ne)?\b/.test(label) ? undefined : label;
}

const GROUP = /, (New Technology Group \d+)$/;
const APPROACH = /, [^,]*?(Open|Percutaneous|External|Opening|Percutaneous Endoscopic|Endoscopic)(?: Approach)?$/;
const MOVED_TO = /^(?:Transfer|Bypass) (.+?) to (.+?)(?: with .+)?$/;
const PUT_IN = /^(?:Insertion|Introduction|Transfusion) of (.+) into (.+)$/;
const DONE_TO = /^\S+ (?:of )?(.+?) (?:using|with) (.+?)(?:, (?:Single|Multiple)\b.*)?$/;
const DONE_ON = /^[^,]+ of ([^,]+)$/;

/** The words that stand for an axis in every one of the titles, where they agree. */
function spokenAt(axis: number, titles: readonly string[]): string | undefined {
  const spoken = new Set(titles.map((title) => spokenIn(axis, title)));
  return spoken.size === 1 ? [...spoken][0] : undefined;
}

function spokenIn(axis: number, title: string): string | undefined {
  const group = GROUP.exec(title)?.[1];
  const body = title.replace(GROUP, '').replace(APPROACH, '');
  const [, from, to] = MOVED_TO.exec(body) ?? [];
  if (axis === 7) return group ?? to ?? /, ([^,]+)$/.exec(body)?.[1];
  const [, device, into] = PUT_IN.exec(body) ?? [];
  const [, part, using] = DONE_TO.exec(body) ?? [];
  if (axis === 4) return into ?? from ?? part ?? DONE_ON.exec(body)?.[1];
  return axis === 6 ? (device ?? using) : undefined;
}
