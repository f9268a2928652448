import type { Catalog } from '#domain/codeset/catalog';
import type { CodedSheet, EditFinding, EditRule, EncounterForEdits } from '#domain/codeset/edit-finding';

export type { EditFinding } from '#domain/codeset/edit-finding';

const RULES: readonly EditRule[] = [];

/**
 * Every edit finding of a sheet under the pinned releases, in the order of the rules and then of the rows. Needs no
 * key. Never throws, whatever the cells hold; time grows with rows × log rows.
 */
export function editFindings(sheet: CodedSheet, encounter: EncounterForEdits, catalog: Catalog): EditFinding[] {
  return RULES.flatMap((rule) => [...rule({ sheet, encounter, catalog })]);
}
