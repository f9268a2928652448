import type { ProcedureFacts } from '#domain/codeset/catalog';
import { serviceSystemOf } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';

const BOTH_SIDES = '5B';
const SIDES = ['LT', 'RT'];

/**
 * Where a transport went, on the codes A0021–A0999: a letter for its origin and one for its destination (Medicare Claims
 * Processing Manual, chapter 15, 30.A). The file of modifiers does not list the pairs. X is a stop on the way only.
 */
const TRANSPORT = /^A0\d{3}$/;
const ORIGIN_AND_DESTINATION = /^[DEGHIJNPRS][DEGHIJNPRSX]$/;

/** Modifiers of each service line: known, not said twice, not contradicting each other, and a side where one is needed. */
export function* modifierEdits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  for (const [entry, { code, modifiers }] of sheet.services.entries()) {
    const system = serviceSystemOf(code);
    const facts = system && catalog.find(system, code)?.facts.procedure;
    const problems = [
      ...modifiers
        .filter((modifier) => !catalog.modifiers.has(modifier) && !saysTheWay(code, modifier))
        .map((modifier) => unknown(code, modifier)),
      twice(code, modifiers),
      sides(code, modifiers),
      facts && missingSide(code, modifiers, facts, (modifier) => catalog.modifiers.get(modifier)?.kind === 'anatomic'),
    ];
    for (const problem of problems)
      if (problem) yield { code: 'modifier', severity: 'error', list: 'services', entry, ...problem };
  }
}

const saysTheWay = (code: string, modifier: string): boolean =>
  TRANSPORT.test(code) && ORIGIN_AND_DESTINATION.test(modifier);

type Problem = Pick<EditFinding, 'related' | 'cites' | 'message'>;

/** Item 24D holds the code and up to four modifiers. */
const ITEM = 'NUCC 1500 item 24D';

const unknown = (code: string, modifier: string): Problem => ({
  related: [modifier],
  cites: [ITEM],
  message: `${modifier} on ${code} is not a modifier of the installed sets. The practice set has modifiers of its own: see the list below the service lines.`,
});

function twice(code: string, modifiers: readonly string[]): Problem | undefined {
  const repeated = modifiers.find((modifier, at) => modifiers.indexOf(modifier) < at);
  if (!repeated) return undefined;
  return { related: [repeated], cites: [ITEM], message: `${code} has ${repeated} twice. Once is enough.` };
}

function sides(code: string, modifiers: readonly string[]): Problem | undefined {
  const named = [...new Set(modifiers.filter((modifier) => [...SIDES, BOTH_SIDES].includes(modifier)))];
  if (named.length < 2) return undefined;
  return {
    related: named,
    cites: ['PX rules: laterality'],
    message: `${code} has ${named.join(' and ')}. Both sides in one session are ${BOTH_SIDES} alone; otherwise one line for each side.`,
  };
}

/** "PX rules: laterality": LT, RT or both sides, or the digit or eyelid where the code has such sites. */
function missingSide(
  code: string,
  modifiers: readonly string[],
  facts: ProcedureFacts,
  isAnatomic: (modifier: string) => boolean,
): Problem | undefined {
  const needsSite = (facts.sites?.length ?? 0) > 0;
  if (!facts.laterality && !needsSite) return undefined;
  if (modifiers.some((modifier) => modifier === BOTH_SIDES || isAnatomic(modifier))) return undefined;
  const wanted = needsSite && !facts.laterality ? 'the modifier of its digit or eyelid' : `LT, RT or ${BOTH_SIDES}`;
  return {
    related: [],
    cites: ['PX rules: laterality'],
    message: `${code} is done on one side or the other and needs ${wanted}. Add the one the record supports.`,
  };
}
