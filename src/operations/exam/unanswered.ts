import { listUnansweredItems } from '#db/queries/unanswered-items';
import type { SkillId } from '#domain/study/skills';
import { skillOfItem } from '#operations/exam/exam-answers';

/** A question that was left unanswered, by what it is about. */
export interface Unanswered {
  sittingId: string;
  /** From 0. */
  place: number;
  /** Name of the blueprint's file. */
  blueprint: string;
  skill: SkillId;
}

/** What this person left unanswered in closed sittings. Said of what to read: of a skill it shows nothing. One query, or none. */
export async function listUnanswered(
  { db, actor }: Pick<App.Locals, 'db' | 'actor'>,
  sittingIds: readonly string[],
): Promise<Unanswered[]> {
  const found = await listUnansweredItems(db, actor.personId, sittingIds);
  return found.map(({ item, ...of }) => ({ ...of, skill: skillOfItem(item) }));
}
