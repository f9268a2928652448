import { isDeepStrictEqual } from 'node:util';
import { AccountGoneError } from '#db/queries/accounts';
import type { PublishedItem } from '#db/queries/items';
import { findOpenSitting, openSitting, type Sitting } from '#db/queries/sittings';
import { type Blueprint, blueprintKey } from '#domain/exam/blueprint';
import type { AssembledForm, ShortAssembly } from '#domain/exam/forms/assemble';
import { assembleChoice, longestPossible } from '#domain/exam/forms/exam-supply';
import { domainsOf, type FormChoice, minutesOf } from '#domain/exam/forms/form-demand';
import type { Seed } from '#domain/random';
import type { Instant } from '#domain/time';
import { listExamPool } from '#operations/exam/exam-pool';
import type { StartFields } from '#operations/exam/start-fields';
import { readWeakDomains } from '#operations/exam/weak-domains';

export interface Start {
  blueprint: Blueprint;
  fields: StartFields;
  /** UUIDv7 and chance, made at the edge. */
  sittingId: string;
  seed: Seed;
}

export type StartOutcome =
  | { kind: 'started'; sittingId: string }
  /** Another sitting is open; it goes on before one begins. */
  | { kind: 'open'; sitting: Sitting }
  /** The bank has too few items. `possible`: the longest of the lengths offered for which it has enough. */
  | { kind: 'short'; short: ShortAssembly; possible?: number }
  /** The exam's domains are not known: no form is made of it. */
  | { kind: 'unknown' }
  /** The account was deleted meanwhile. */
  | { kind: 'gone' };

/** A sitting that was begun so lately is what a second click on the same button asked for. */
const SAME_CLICK_MS = 60_000;

type Locals = Pick<App.Locals, 'db' | 'actor' | 'now'>;

/**
 * Puts a form together for this person and opens a sitting with it; a person has one open at a time. A second click gets
 * the sitting of the first. Nothing is stored unless the form is whole. At most six queries and one transaction.
 */
export async function startSitting(locals: Locals, start: Start): Promise<StartOutcome> {
  const { db, actor, now } = locals;
  const { blueprint, fields, seed } = start;
  const open = await findOpenSitting(db, actor.personId);
  if (open && isSameClick(open, start, now)) return { kind: 'started', sittingId: open.id };
  if (open) return { kind: 'open', sitting: open };
  const pool = await listExamPool(db, blueprint, actor.personId);
  const choice = await choiceOf(locals, blueprint, fields, pool);
  const assembly = assembleChoice(blueprint, choice, pool, seed);
  if (!assembly) return { kind: 'unknown' };
  if (assembly.kind === 'short') {
    const possible = choice.scope === 'mock' ? undefined : longestPossible(blueprint, choice, pool);
    return { kind: 'short', short: assembly, ...(possible !== undefined && { possible }) };
  }
  return store(locals, start, { form: assembly.form, choice, pool });
}

/** Of nobody's weakness that is not known: then it is a short exam of all domains, and is called so. */
async function choiceOf(
  locals: Locals,
  blueprint: Blueprint,
  { scope, minutes, domains }: StartFields,
  pool: readonly PublishedItem[],
): Promise<FormChoice> {
  if (scope === 'mock') return { scope };
  if (scope === 'domain') return { scope, minutes, domains };
  const stocked = new Set(pool.flatMap((item) => item.domains));
  const weak = scope === 'weakness' ? await readWeakDomains(locals, blueprint, stocked) : [];
  if (weak.length === 0) return { scope: 'short', minutes };
  return { scope, minutes, domains: weak.map(({ name }) => name) };
}

/** Who went back to choose other domains or more time asks for something else, and is told of the open one. */
function isSameClick(open: Sitting, { blueprint, fields }: Start, now: Instant): boolean {
  const { scope, mode, minutes, domains, accommodations } = fields;
  const isSameScope = open.scope === scope || (scope === 'weakness' && open.scope === 'short');
  return (
    isSameScope &&
    open.blueprint === blueprintKey(blueprint) &&
    open.mode === mode &&
    (scope === 'mock' || open.minutes === minutes) &&
    (scope !== 'domain' || isDeepStrictEqual(open.domains, domains)) &&
    isDeepStrictEqual(open.accommodations, accommodations) &&
    now - open.time.startedAt < SAME_CLICK_MS
  );
}

interface Made {
  form: AssembledForm;
  choice: FormChoice;
  pool: readonly PublishedItem[];
}

async function store({ db, actor, now }: Locals, start: Start, { form, choice, pool }: Made): Promise<StartOutcome> {
  const { blueprint, sittingId } = start;
  const { mode, accommodations } = start.fields;
  const { seed, expected, items } = form;
  const versions = new Map(pool.map(({ id, versionId }) => [id, versionId]));
  const wanted = {
    sittingId,
    personId: actor.personId,
    isAccount: actor.isSignedIn,
    blueprint: blueprintKey(blueprint),
    mode,
    scope: choice.scope,
    domains: [...domainsOf(choice)],
    seed,
    expected,
    minutes: minutesOf(blueprint, choice),
    accommodations,
    items: items.map(({ id, ...where }) => ({ versionId: versions.get(id) as string, ...where })),
    now,
  };
  try {
    return { kind: 'started', sittingId: (await openSitting(db, wanted)).sittingId };
  } catch (error) {
    if (error instanceof AccountGoneError) return { kind: 'gone' };
    throw error;
  }
}
