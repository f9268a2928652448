/** A row of a draft: cells under names, found again by its id. */
export interface Row {
  id: string;
}

/** Rows by id. A broken client may send an id twice; the second one is told apart so that no row is dropped. */
function byId<R extends Row>(rows: readonly R[]): Map<string, R> {
  const found = new Map<string, R>();
  for (const row of rows) {
    let key = row.id;
    while (found.has(key)) key += ' again';
    found.set(key, row);
  }
  return found;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Cell by cell: what I changed is mine, everything else is theirs. */
function mergeCells<R extends Row>(base: R | undefined, mine: R, theirs: R): R {
  const merged = { ...theirs };
  for (const cell of new Set([...Object.keys(mine), ...Object.keys(theirs)]) as Set<keyof R>)
    if (!base || !isSame(mine[cell], base[cell])) merged[cell] = mine[cell];
  // A cell that I emptied is absent in mine: an undefined left behind would make equal rows look different.
  for (const cell of Object.keys(merged) as (keyof R)[]) if (merged[cell] === undefined) delete merged[cell];
  return merged;
}

/** A row only one side still has stays if that side added or changed it; otherwise the other side's deletion holds. */
function mergeRow<R extends Row>(base: R | undefined, mine: R | undefined, theirs: R | undefined): R | undefined {
  if (mine && theirs) return mergeCells(base, mine, theirs);
  const left = mine ?? theirs;
  return base && isSame(left, base) ? undefined : left;
}

/** True when the rows of base that this side has stand in another order than in base. */
function isReordered(base: string[], side: string[]): boolean {
  const known = new Set(base);
  const present = new Set(side);
  return !isSame(
    side.filter((id) => known.has(id)),
    base.filter((id) => present.has(id)),
  );
}

/** `leading` in its own order; every other id of `following` is put right behind the one it follows there. */
function weave(leading: string[], following: string[]): string[] {
  const order = [...leading];
  const placed = new Set(leading);
  following.forEach((id, index) => {
    if (placed.has(id)) return;
    const before = index === 0 ? -1 : order.indexOf(following[index - 1] as string);
    order.splice(before + 1, 0, id);
    placed.add(id);
  });
  return order;
}

/**
 * Three-way merge of a list of rows. Additions of both sides stay, changes of both sides are joined cell by cell (mine
 * wins where both changed the same cell), a deletion holds unless the other side changed the row. The order is mine,
 * unless only they reordered.
 */
export function mergeRows<R extends Row>(base: readonly R[], mine: readonly R[], theirs: readonly R[]): R[] {
  const [inBase, inMine, inTheirs] = [byId(base), byId(mine), byId(theirs)];
  const rows = new Map<string, R>();
  for (const id of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const row = mergeRow(inBase.get(id), inMine.get(id), inTheirs.get(id));
    if (row) rows.set(id, row);
  }
  // Only rows that stay say anything about order: where a deleted one stood cannot be seen when the result is merged again.
  const staying = (side: Map<string, R>) => [...side.keys()].filter((id) => rows.has(id));
  const [baseIds, mineIds, theirIds] = [staying(inBase), staying(inMine), staying(inTheirs)];
  const theyLead = isReordered(baseIds, theirIds) && !isReordered(baseIds, mineIds);
  const order = theyLead ? weave(theirIds, mineIds) : weave(mineIds, theirIds);
  return order.flatMap((id) => rows.get(id) ?? []);
}
