import { cohortKey } from './cohorts.ts';
import { parseEmail } from './email.ts';
import type { OrganisationRole } from './roles.ts';
import { type RosterColumn, type RosterHeader, readHeader } from './roster-header.ts';

/** One record of the file as its parser read it. */
export interface RosterRecord {
  /** Line of the file it ends on, from 1. */
  line: number;
  cells: readonly string[];
}

/** What there is in the organisation before an import. */
export interface RosterWorld {
  /** By e-mail address in lower case. */
  members: ReadonlyMap<string, { personId: string; roles: readonly OrganisationRole[]; cohortIds: readonly string[] }>;
  /** Invitations that could be accepted now. */
  invited: ReadonlyMap<string, readonly { roles: readonly OrganisationRole[]; cohortId?: string }[]>;
  cohorts: readonly { id: string; name: string }[];
}

/** What whoever imports may do and wants. */
export interface RosterTerms {
  /** Roles a line may give. */
  roles: readonly OrganisationRole[];
  /** True when cohorts that are not there yet are to be made. */
  makesCohorts: boolean;
}

/** A line that could be understood. */
export interface RosterPerson {
  email: string;
  /** Empty when the file has none. */
  name: string;
  role: OrganisationRole;
  /** As it is called, or will be. */
  cohort?: string;
}

/** What an import does for one line. */
export type RosterStep = { line: number } & (
  | { kind: 'invite'; person: RosterPerson }
  | { kind: 'add'; person: RosterPerson; personId: string; addsRole: boolean; addsCohort: boolean }
  | { kind: 'nothing'; person: RosterPerson; why: 'member' | 'invited' | 'repeated'; sameAs?: number }
  | { kind: 'error'; column: RosterColumn | 'line'; given: string; sentence: string }
);

export interface RosterPlan {
  /** In the order of the file. */
  steps: RosterStep[];
  /** Names of cohorts that are made, in the order they are first named. */
  newCohorts: string[];
  /** Why the file as a whole cannot be used; there are no steps then. */
  problem?: string;
}

/** Letters, marks, figures and what stands between them in names; nothing that could be an address or a formula. */
const NAME = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'’()-]*$/u;
const LONGEST_NAME = 80;
const LONGEST_COHORT_NAME = 80;
const FORMULA = /^[=+\-@\t\r]/;

/**
 * What importing these records would do, line by line. The first record is the header. Changes nothing and never throws:
 * a line that cannot be understood becomes an error with its column and what to do about it. Records of addresses that
 * stand in the file twice count once.
 */
export function planRoster(records: readonly RosterRecord[], world: RosterWorld, terms: RosterTerms): RosterPlan {
  const [first, ...rest] = records;
  if (!first)
    return { steps: [], newCohorts: [], problem: 'There is no line in it. Paste a header and a line a person.' };
  const header = readHeader(first.cells);
  if (!header.ok) return { steps: [], newCohorts: [], problem: header.problem };
  if (rest.length === 0)
    return { steps: [], newCohorts: [], problem: 'There is only a header. Add a line for each person below it.' };
  const planner = makePlanner(world, terms);
  const steps = rest.map((record) => planner.stepFor(record, header.value));
  return { steps, newCohorts: planner.newCohorts() };
}

function makePlanner(world: RosterWorld, terms: RosterTerms) {
  const known = new Map(world.cohorts.map((cohort) => [cohortKey(cohort.name), cohort]));
  const made = new Map<string, string>();
  const seen = new Map<string, { line: number; person: RosterPerson }>();
  return {
    newCohorts: () => [...made.values()],
    stepFor(record: RosterRecord, header: RosterHeader): RosterStep {
      const { line } = record;
      const read = readPerson(record, header, terms);
      if ('kind' in read) return read;
      const asked = read.cohort ?? '';
      const cohort = known.get(cohortKey(asked));
      if (asked && !cohort && !terms.makesCohorts) return error(line, 'cohort', asked, noSuchCohort(asked));
      const name = cohort?.name ?? made.get(cohortKey(asked)) ?? asked;
      const person = { ...read, ...(name && { cohort: name }) };
      const earlier = seen.get(person.email);
      if (earlier) return repeatedStep(line, person, earlier);
      seen.set(person.email, { line, person });
      if (name && !cohort) made.set(cohortKey(name), name);
      return { line, ...stepOf(person, world, cohort?.id) };
    },
  };
}

/** What one understood line does, given who is there. A cohort that is to be made has no id: nobody is in it. */
function stepOf(person: RosterPerson, world: RosterWorld, cohortId: string | undefined) {
  const wantsCohort = person.cohort !== undefined;
  const member = world.members.get(person.email);
  if (member) {
    const addsRole = !member.roles.includes(person.role);
    const addsCohort = wantsCohort && (cohortId === undefined || !member.cohortIds.includes(cohortId));
    return addsRole || addsCohort
      ? { kind: 'add' as const, person, personId: member.personId, addsRole, addsCohort }
      : { kind: 'nothing' as const, person, why: 'member' as const };
  }
  const isInvited = (world.invited.get(person.email) ?? []).some(
    (invitation) =>
      invitation.roles.includes(person.role) &&
      (!wantsCohort || (cohortId !== undefined && invitation.cohortId === cohortId)),
  );
  return isInvited
    ? { kind: 'nothing' as const, person, why: 'invited' as const }
    : { kind: 'invite' as const, person };
}

function repeatedStep(line: number, person: RosterPerson, earlier: { line: number; person: RosterPerson }): RosterStep {
  const isSame = person.role === earlier.person.role && person.cohort === earlier.person.cohort;
  if (isSame) return { line, kind: 'nothing', person, why: 'repeated', sameAs: earlier.line };
  return error(
    line,
    'email',
    person.email,
    `This address stands in line ${earlier.line} already, with another role or cohort. Keep one line for each person.`,
  );
}

/** The cells of a record as a person, or the first of them that is wrong. */
function readPerson(
  { line, cells }: RosterRecord,
  header: RosterHeader,
  terms: RosterTerms,
): RosterPerson | RosterStep {
  const cell = (column: RosterColumn) => (cells[header.places[column] ?? -1] ?? '').trim();
  const filled = cells.findLastIndex((text) => text.trim() !== '') + 1;
  if (filled > header.width)
    return error(
      line,
      'line',
      cells.join(' '),
      `It has ${filled} cells, the header ${header.width}. Put a cell that has the separator in it into "quotes".`,
    );
  const [given, name, cohort] = [cell('email'), cell('name'), cell('cohort').replace(/\s+/g, ' ')];
  for (const column of ['email', 'name', 'role', 'cohort'] as const)
    if (FORMULA.test(cell(column))) return error(line, column, cell(column), LOOKS_LIKE_FORMULA);
  const email = parseEmail(given);
  if (email === undefined) return error(line, 'email', given, given ? NO_ADDRESS : MISSING_ADDRESS);
  if (name && (name.length > LONGEST_NAME || !NAME.test(name))) return error(line, 'name', name, NO_NAME);
  const asked = cell('role').toLowerCase() || 'learner';
  const role = terms.roles.find((one) => one === asked);
  if (!role)
    return error(
      line,
      'role',
      cell('role') || asked,
      `A roster gives the role ${orOf(terms.roles)} only. Invite others one by one.`,
    );
  if (cohort.length > LONGEST_COHORT_NAME || hasControls(cohort)) return error(line, 'cohort', cohort, NO_COHORT_NAME);
  return { email, name, role, ...(cohort && { cohort }) };
}

const LOOKS_LIKE_FORMULA =
  'It begins with =, +, - or @, as formulas do that spreadsheet programs run. Write the text without it.';
const MISSING_ADDRESS = 'The e-mail address is missing. Fill it in, or take the line out.';
const NO_ADDRESS = 'This is not an e-mail address. It looks like name@example.org.';
const NO_NAME = `A name has letters, figures, spaces and .,'’()- in it and ${LONGEST_NAME} characters at most. Shorten or empty it.`;
const NO_COHORT_NAME = `A cohort’s name has ${LONGEST_COHORT_NAME} plain characters at most. Correct it.`;
const noSuchCohort = (name: string) =>
  `There is no cohort “${name}”. Correct its name, create it first, or say below from when to when new cohorts run.`;

const orOf = (words: readonly string[]) => words.join(' or ');
const hasControls = (text: string) => /[\p{Cc}\p{Cf}]/u.test(text);

/** Cells are shown again beside what is wrong with them: as much of them as tells which one it is. */
function error(line: number, column: RosterColumn | 'line', given: string, sentence: string): RosterStep {
  return { line, kind: 'error', column, given: [...given].slice(0, 60).join(''), sentence };
}
