import type { HcpcsRecords } from '#db/releases/hcpcs/anweb-records';
import type { CodeRow } from '#db/releases/release-content';

/** A quarterly release of HCPCS Level II, by the content of its file. Days are YYYY-MM-DD. */
export interface Quarter {
  label: string;
  effectiveFrom: string;
  /** The day before: codes that ended by then are of the past. */
  dayBefore: string;
}

/** The quarter a day lies in. CMS updates HCPCS Level II in January, April, July and October. */
export function quarterOf(day: string): Quarter {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const number = Math.ceil(month / 3);
  const first = Date.UTC(year, 3 * number - 3, 1);
  const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { label: `${year}Q${number}`, effectiveFrom: iso(first), dayBefore: iso(first - 24 * 60 * 60 * 1000) };
}

/** The newest day on which something in the file took effect says which quarter it is; undefined without any. */
export function newestChange({ codes }: HcpcsRecords): string | undefined {
  const days = codes.flatMap(({ facts: { hcpcs } }) => [hcpcs.addedOn ?? '', hcpcs.effectiveOn ?? '']);
  return days.reduce((latest, day) => (day > latest ? day : latest), '') || undefined;
}

/** Codes that were terminated before the quarter began: the file goes on listing them for years. */
export const isEnded =
  ({ dayBefore }: Quarter) =>
  ({ facts }: CodeRow): boolean =>
    facts?.hcpcs?.endedOn !== undefined && facts.hcpcs.endedOn <= dayBefore;
