import { fail, ok, type Result } from '../result.ts';

/** Columns a roster can have, and what else people call them. */
export const ROSTER_COLUMNS = ['email', 'name', 'role', 'cohort'] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

const ALIASES: Record<string, RosterColumn> = {
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
  name: 'name',
  fullname: 'name',
  role: 'role',
  cohort: 'cohort',
  group: 'cohort',
};

export interface RosterHeader {
  /** Where each column stands, from 0. */
  places: Partial<Record<RosterColumn, number>>;
  /** Cells a line has at most. */
  width: number;
}

/** Reads the header, in any order and case; what is wrong with it in a sentence. */
export function readHeader(cells: readonly string[]): Result<RosterHeader, string> {
  const places: RosterHeader['places'] = {};
  for (const [place, cell] of cells.entries()) {
    const column = columnOf(cell);
    if (cell.trim() === '' && place > 0) continue;
    if (!column) return fail(unknownColumn(cell, place, cells));
    if (places[column] !== undefined) return fail(`The header has the column ${column} twice. Keep one of them.`);
    places[column] = place;
  }
  if (places.email === undefined) return fail('The header has no column email. Name the column with the addresses so.');
  return ok({ places, width: cells.length });
}

function columnOf(cell: string): RosterColumn | undefined {
  const word = cell.toLowerCase().replace(/[\s_-]+/g, '');
  return Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
}

function unknownColumn(cell: string, place: number, cells: readonly string[]): string {
  if (cells.some((one) => one.includes('@')))
    return 'The first line is a person already: there is no header. Put a line above it: email,name,role,cohort.';
  const word = [...cell.trim()].slice(0, 40).join('');
  return `The header’s column ${place + 1}, “${word}”, is none of email, name, role, cohort. Rename it or take it out.`;
}
