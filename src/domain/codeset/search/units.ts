import type { CodeSystem } from '#domain/codeset/code';
import type { SearchDocument } from '#domain/codeset/search/document';
import { rawWords, SIDES } from '#domain/codeset/search/words';

/** One answer: the row shown for it, all its rows, its names (title first) and where it hangs. */
export interface Unit {
  row: number;
  members: number[];
  title: string;
  names: string[];
  parent: number;
  sideOf: number;
}

/** Rows grouped to answers: 7th characters under their header, ICD-10-PCS codes by operation and body part. */
export function groupUnits(
  system: CodeSystem,
  documents: readonly SearchDocument[],
): { units: Unit[]; unitOf: Uint32Array } {
  const rowOf = new Map(documents.map(({ code }, at) => [code, at]));
  const units: Unit[] = [];
  const unitOf = new Uint32Array(documents.length);
  const byKey = new Map<string, number>();
  for (const [row, document] of documents.entries()) {
    const key = unitKey(system, document, documents[rowOf.get(document.parent ?? '') ?? -1]);
    const at = byKey.get(key) ?? units.length;
    if (at === units.length) {
      byKey.set(key, at);
      units.push({ row, members: [], title: document.title, names: [], parent: -1, sideOf: -1 });
    }
    unitOf[row] = at;
    units[at]?.members.push(row);
  }
  for (const unit of units) completeUnit(system, unit, documents, (code) => unitOf[rowOf.get(code) ?? -1] ?? -1);
  markSides(units);
  return { units, unitOf };
}

function unitKey(system: CodeSystem, document: SearchDocument, parent: SearchDocument | undefined): string {
  const { code, title, billable } = document;
  const isSeventh = system === 'icd10cm' && billable && code.length === 7 && title.startsWith(`${parent?.title}, `);
  if (isSeventh && parent) return parent.code;
  return system === 'icd10pcs' && code.length > 4 ? code.slice(0, 4) : code;
}

function completeUnit(
  system: CodeSystem,
  unit: Unit,
  documents: readonly SearchDocument[],
  unitOfCode: (code: string) => number,
): void {
  const first = documents[unit.row];
  if (!first) return;
  unit.names = [...new Set(unit.members.flatMap((row) => documents[row]?.terms ?? []))];
  unit.parent = first.parent === undefined ? -1 : unitOfCode(first.parent);
  if (system === 'icd10pcs' && unit.members.length > 1) unit.title = commonPart(unit, documents);
}

/** The words that all titles of a unit begin with, or have. */
function commonPart({ members }: Unit, documents: readonly SearchDocument[]): string {
  const titles = members.map((row) => new Set(documents[row]?.title.split(/[\s,]+/)));
  const first = documents[members[0] ?? 0]?.title.split(/[\s,]+/) ?? [];
  return first.filter((word) => titles.every((title) => title.has(word))).join(' ');
}

const withoutSide = (title: string) =>
  rawWords(title)
    .filter((word) => !SIDES.has(word) && word !== 'unspecified')
    .join(' ');

/**
 * Units below one header that differ by right, left, bilateral and unspecified alone name one unit: the header, when it
 * has nothing else below it, or the first of them.
 */
function markSides(units: Unit[]): void {
  const children = new Map<number, number>();
  const groups = new Map<string, number[]>();
  for (const [at, { parent, title }] of units.entries()) {
    if (parent < 0) continue;
    children.set(parent, (children.get(parent) ?? 0) + 1);
    const key = `${parent} ${withoutSide(title)}`;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  for (const group of groups.values()) {
    const [first = 0] = group;
    const parent = units[first]?.parent ?? -1;
    const hasSides = group.some((at) => rawWords(units[at]?.title ?? '').some((word) => SIDES.has(word)));
    if (group.length < 2 || !hasSides) continue;
    for (const at of group) if (units[at]) units[at].sideOf = children.get(parent) === group.length ? parent : first;
  }
}
