import { listSittings, type Sitting } from '#db/queries/sittings';
import { type Blueprint, blueprintKey } from '#domain/exam/blueprint';
import { type ExamSupply, examSupply, unlikeTheDay } from '#domain/exam/forms/exam-supply';
import { type Accommodations, NO_ACCOMMODATIONS } from '#domain/exam/sittings/sitting';
import { listExamPool } from '#operations/exam/exam-pool';
import { readWeakDomains, type WeakDomain } from '#operations/exam/weak-domains';

/** What the page of one exam shows of a person. */
export interface ExamDesk {
  supply: ExamSupply;
  /** Questions here of a type the exam itself does not have. */
  unlikeTheDay: number;
  /** The weakest first; empty when nothing is known. */
  weak: WeakDomain[];
  /** Of whichever exam. */
  open?: Sitting;
  /** Of this exam, the latest first. */
  sittings: Sitting[];
  /** Those of the last sitting, when it had any. */
  accommodations?: Accommodations;
}

/** Loads what one exam's page is made of. Five queries. */
export async function readExamDesk(
  locals: Pick<App.Locals, 'db' | 'actor' | 'now'>,
  blueprint: Blueprint,
): Promise<ExamDesk> {
  const { db, actor } = locals;
  const all = await listSittings(db, actor.personId);
  const pool = await listExamPool(db, blueprint, actor.personId);
  const open = all.find(({ closedAt }) => closedAt === undefined);
  const last = all[0]?.accommodations;
  return {
    supply: examSupply(blueprint, pool),
    unlikeTheDay: unlikeTheDay(blueprint, pool),
    weak: await readWeakDomains(locals, blueprint, new Set(pool.flatMap(({ domains }) => domains))),
    sittings: all.filter((one) => one.blueprint === blueprintKey(blueprint)),
    ...(open && { open }),
    ...(last && hasAny(last) && { accommodations: last }),
  };
}

const hasAny = ({ timeMultiplier, breakMinutes, largeText, screenReader }: Accommodations): boolean =>
  timeMultiplier !== 1 || breakMinutes > 0 || largeText || screenReader;

/** What the form has chosen before anybody has: accommodations as in the last sitting. */
export function firstValues({ supply, accommodations = NO_ACCOMMODATIONS }: ExamDesk): Record<string, string> {
  const { timeMultiplier, breakMinutes, largeText, screenReader } = accommodations;
  return {
    scope: supply.canMock ? 'mock' : 'domain',
    mode: 'exam',
    minutes: '20',
    timeMultiplier: String(timeMultiplier),
    breakMinutes: String(breakMinutes),
    ...(largeText && { largeText: 'on' }),
    ...(screenReader && { screenReader: 'on' }),
  };
}
