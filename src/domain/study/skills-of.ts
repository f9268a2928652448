import type { SheetList } from '#domain/chart/coding-sheet';
import { SKILLS, type Skill, type SkillId } from './skills.ts';

const ROWS: readonly Skill[] = SKILLS as readonly Skill[];
const BY_ID: ReadonlyMap<string, Skill> = new Map(ROWS.map((skill) => [skill.id, skill]));

const PLACES: ReadonlyMap<string, number> = new Map(ROWS.map(({ id }, place) => [id, place]));

/** A skill by its id; undefined for an id of another time. */
export const findSkill = (id: string): Skill | undefined => BY_ID.get(id);

/** `OG I.C.1` begins `OG I.C.1.d` but not `OG I.C.19`; a letter or colon may follow a word: `HCPCS J1885`, `PX PX210`. */
function beginsWith(cite: string, section: string): boolean {
  if (!cite.startsWith(section)) return false;
  const next = cite.charAt(section.length);
  return /^OG /.test(section) ? next === '' || next === '.' : !/\d/.test(next) || !/\d$/.test(section);
}

/** Skills a citation is about: those with the longest section it begins with. */
function skillsOfCite(cite: string): SkillId[] {
  const found = ROWS.flatMap(({ id, cites = [] }) =>
    cites.filter((section) => beginsWith(cite, section)).map((section) => ({ id, length: section.length })),
  );
  const longest = Math.max(...found.map(({ length }) => length));
  return found.filter(({ length }) => length === longest).map(({ id }) => id);
}

/** Skills that rules are about, each once, in the order of `SKILLS`. A citation no skill knows adds nothing. */
export const skillsOfCites = (cites: readonly string[]): SkillId[] => inOrder(cites.flatMap(skillsOfCite));

/** Skills whose sections hold a section of this one: “with”, `OG I.A.15`, stands in the conventions, `OG I.A`. */
export function skillsAround(skill: SkillId): SkillId[] {
  const own = findSkill(skill)?.cites ?? [];
  const holds = (section: string) => own.some((cite) => cite !== section && beginsWith(cite, section));
  return ROWS.filter(({ id, cites = [] }) => id !== skill && cites.some(holds)).map(({ id }) => id);
}

/** Skills a code of one list of a sheet is about: its kind, its body system, the rules of its chapter. `code` is canonical. */
export function skillsOfCode(list: SheetList, code: string): SkillId[] {
  if (list === 'diagnoses') {
    const own = ROWS.filter(({ diagnoses }) => diagnoses?.test(code)).map(({ id }) => id);
    return inOrder(['icd-10-cm', ...own]);
  }
  if (list === 'procedures')
    return inOrder(['icd-10-pcs', ...ROWS.filter(({ pcs }) => pcs?.test(code)).map(({ id }) => id)]);
  return [/^PX/.test(code) ? 'services' : 'hcpcs'];
}

/** Each once, in the order of `SKILLS`; ids of another time are left out. */
export function inOrder(ids: readonly string[]): SkillId[] {
  const known = [...new Set(ids)].filter((id): id is SkillId => PLACES.has(id));
  return known.sort((one, other) => (PLACES.get(one) ?? 0) - (PLACES.get(other) ?? 0));
}
