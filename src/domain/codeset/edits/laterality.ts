import { formatCode } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';
import { bilateralForms } from '#domain/codeset/lookalikes';

const SIDE = /\b(?:right|left|bilateral|unspecified)\b/g;

/**
 * Sides that do not go together (OG I.B.13): right and left of a condition that has a bilateral code, and an unspecified
 * side beside a named one. Warnings: the two sides may be coded apart where their treatment differs.
 */
export function* lateralityEdits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  const groups = new Map<string, { entry: number; code: string; side: string }[]>();
  for (const [entry, { code }] of sheet.diagnoses.entries()) {
    const title = catalog.find('icd10cm', code)?.title;
    const side = title?.match(SIDE)?.at(-1);
    if (!title || !side) continue;
    const key = `${code.slice(0, 3)} ${title.replace(SIDE, '').replace(/\s+/g, ' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), { entry, code, side }]);
  }
  for (const rows of groups.values()) {
    const sides = new Map(rows.map((row) => [row.side, row]));
    const [right, left, unspecified] = [sides.get('right'), sides.get('left'), sides.get('unspecified')];
    const both = right && left && bilateralForms(right.code).find((code) => isBilateral(catalog, code));
    if (right && left && both) yield bilateral(right, left, both);
    const named = right ?? left ?? sides.get('bilateral');
    if (unspecified && named) yield unspecifiedSide(unspecified, named);
  }
}

const isBilateral = (catalog: EditSubject['catalog'], code: string): boolean =>
  /\bbilateral\b/i.test(catalog.find('icd10cm', code)?.title ?? '');

type Sided = { entry: number; code: string };
const written = (code: string) => formatCode({ system: 'icd10cm', code });
const about = shared({ code: 'laterality', severity: 'warning', list: 'diagnoses', cites: ['OG I.B.13'] });

const bilateral = (right: Sided, left: Sided, both: string): EditFinding => ({
  ...about,
  entry: Math.max(right.entry, left.entry),
  related: [right.code, left.code, both],
  message: `${written(right.code)} and ${written(left.code)} are the two sides of one condition: one bilateral code, ${written(both)}, says both.`,
});

const unspecifiedSide = (unspecified: Sided, named: Sided): EditFinding => ({
  ...about,
  entry: unspecified.entry,
  related: [named.code],
  message: `${written(unspecified.code)} leaves the side open while ${written(named.code)} names it. Code the side the record gives.`,
});
