import type { ExpectedService } from '#domain/chart/answer-key';
import type { Catalog } from '#domain/codeset/catalog';

/** One difference in the modifiers of a line; `wanted` lists the modifiers that would have been right. */
export interface ModifierDifference {
  kind: 'modifier-missing' | 'modifier-wrong' | 'modifier-unsupported';
  entered: string[];
  wanted: string[];
}

/**
 * Compares the modifiers of a service line with the key: one of every `requiredAnyOf` list, nothing that is forbidden
 * or neither required nor optional, and the key's order where the payer prices by it. A wrong modifier in place of a
 * required one for the same purpose (`LT` for `RT`) is one difference, not a missing and an unsupported one.
 */
export function compareModifiers(
  entered: readonly string[],
  wanted: ExpectedService['modifiers'],
  catalog: Catalog,
): ModifierDifference[] {
  const given = [...new Set(entered)];
  const used = chooseModifiers(given, wanted.requiredAnyOf);
  const missing = wanted.requiredAnyOf.filter((_, index) => used[index] === undefined);
  const extra = given.filter(
    (modifier) =>
      !used.includes(modifier) && (!wanted.optional.includes(modifier) || wanted.forbidden.includes(modifier)),
  );
  const forbidden = given.filter((modifier) => used.includes(modifier) && wanted.forbidden.includes(modifier));
  const differences = pairUp(missing, [...extra, ...forbidden].sort(), catalog);
  if (differences.length > 0 || !wanted.orderCounts) return differences;
  const required = used.filter((modifier) => modifier !== undefined);
  const inSheetOrder = given.filter((modifier) => required.includes(modifier));
  const isOrdered = required.every((modifier, index) => modifier === inSheetOrder[index]);
  return isOrdered ? [] : [{ kind: 'modifier-wrong', entered: inSheetOrder, wanted: required }];
}

/** For every list of choices one entered modifier that is in it, none used twice, as many lists served as can be. */
function chooseModifiers(given: readonly string[], lists: readonly (readonly string[])[]): (string | undefined)[] {
  const servedBy = new Map<string, number>();
  const serve = (list: number, tried: Set<string>): boolean =>
    given.some((modifier) => {
      if (tried.has(modifier) || !lists[list]?.includes(modifier)) return false;
      tried.add(modifier);
      const holder = servedBy.get(modifier);
      if (holder !== undefined && !serve(holder, tried)) return false;
      servedBy.set(modifier, list);
      return true;
    });
  lists.forEach((_, list) => {
    serve(list, new Set());
  });
  return lists.map((_, list) => given.find((modifier) => servedBy.get(modifier) === list));
}

/** What modifiers of different lists are for: one of them in place of another is one mistake (5V for Medicare's PT). */
const PURPOSES: Readonly<Record<string, string>> = {
  PT: 'prevention',
  '5V': 'prevention',
  TC: 'part',
  '5P': 'part',
  '5B': 'anatomic',
  '5D': 'distinct',
};

function pairUp(
  missing: readonly (readonly string[])[],
  extra: readonly string[],
  catalog: Catalog,
): ModifierDifference[] {
  const kindOf = (modifier = '') => PURPOSES[modifier] ?? catalog.modifiers.get(modifier)?.kind;
  const rest = [...extra];
  const forMissing = missing.map((choices): ModifierDifference => {
    const index = rest.findIndex(
      (modifier) => kindOf(modifier) === undefined || kindOf(modifier) === kindOf(choices[0]),
    );
    if (index < 0) return { kind: 'modifier-missing', entered: [], wanted: [...choices] };
    return { kind: 'modifier-wrong', entered: rest.splice(index, 1), wanted: [...choices] };
  });
  return [
    ...forMissing,
    ...rest.map((modifier): ModifierDifference => ({ kind: 'modifier-unsupported', entered: [modifier], wanted: [] })),
  ];
}
