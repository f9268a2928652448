import { SKILLS, type Skill, type SkillId } from './skills.ts';

const ROWS: readonly Skill[] = SKILLS as readonly Skill[];

/** What a skill builds on directly, in the order of `SKILLS`' row. */
export const BEFORE: ReadonlyMap<SkillId, readonly SkillId[]> = new Map(ROWS.map(({ id, after = [] }) => [id, after]));

/** What builds on a skill directly. */
export const AFTER: ReadonlyMap<SkillId, readonly SkillId[]> = new Map(
  ROWS.map(({ id }) => [id, ROWS.filter(({ after = [] }) => after.includes(id)).map((one) => one.id)]),
);

/** Every skill reached from `id` by `ways`, each once, without itself, the nearest first. */
export function reachedFrom(id: SkillId, ways: ReadonlyMap<SkillId, readonly SkillId[]>): SkillId[] {
  const reached = new Set<SkillId>();
  let border: readonly SkillId[] = ways.get(id) ?? [];
  while (border.length > 0) {
    for (const one of border) reached.add(one);
    border = [...new Set(border.flatMap((one) => ways.get(one) ?? []))].filter((one) => !reached.has(one));
  }
  return [...reached];
}

/** How many steps of what comes before lie under a skill: 0 for one that builds on nothing. */
export const depthOf = (id: SkillId): number =>
  Math.max(0, ...(BEFORE.get(id) ?? []).map((before) => 1 + depthOf(before)));
