import type { Catalog } from '#domain/codeset/catalog';
import type { CodedSheet, EditFinding, EditRule, EncounterForEdits } from '#domain/codeset/edit-finding';
import { bundlingEdits } from '#domain/codeset/edits/bundling';
import { codeEdits } from '#domain/codeset/edits/codes';
import { demographicEdits } from '#domain/codeset/edits/demographics';
import { duplicateEdits } from '#domain/codeset/edits/duplicates';
import { excludes1Edits } from '#domain/codeset/edits/excludes1';
import { externalCauseEdits } from '#domain/codeset/edits/external-causes';
import { firstListedEdits } from '#domain/codeset/edits/first-listed';
import { lateralityEdits } from '#domain/codeset/edits/laterality';
import { modifierEdits } from '#domain/codeset/edits/modifiers';
import { poaEdits } from '#domain/codeset/edits/poa';
import { serviceLineEdits } from '#domain/codeset/edits/service-lines';
import { tabularRequestEdits } from '#domain/codeset/edits/tabular-requests';

export type { EditFinding } from '#domain/codeset/edit-finding';

const RULES: readonly EditRule[] = [
  codeEdits,
  demographicEdits,
  firstListedEdits,
  excludes1Edits,
  duplicateEdits,
  lateralityEdits,
  poaEdits,
  externalCauseEdits,
  serviceLineEdits,
  modifierEdits,
  bundlingEdits,
  tabularRequestEdits,
];

/**
 * Every edit finding of a sheet under the pinned releases, in the order of the rules and then of the rows. Needs no
 * key. Never throws, whatever the cells hold; time grows with rows × log rows.
 */
export function editFindings(sheet: CodedSheet, encounter: EncounterForEdits, catalog: Catalog): EditFinding[] {
  return RULES.flatMap((rule) => [...rule({ sheet, encounter, catalog })]);
}
