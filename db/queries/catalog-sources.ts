import { notesOrigin } from '#db/queries/notes-release';
import { codeReleases, type InstalledRelease, supplementsInForce } from '#db/queries/releases';
import type { ReleaseKind } from '#db/schema/codes';
import type { CodeFacts, ReleaseChoice } from '#domain/codeset/catalog';
import type { CodeSystem } from '#domain/codeset/code';

/** Which installed releases answer for what, the one to believe first. */
export interface Sources {
  codes: Map<CodeSystem, InstalledRelease[]>;
  /** The notes of ICD-10-CM: its year's own, else those of the nearest year; which of the two its label tells. */
  notes: InstalledRelease | undefined;
  /** Lists of facts of codes, one of each kind. */
  lists: InstalledRelease[];
  pcsValues: InstalledRelease[];
}

/** The facts each list decides: where it is installed, what the starter set says of them no longer counts. */
const DECIDED: Partial<Record<ReleaseKind, (keyof CodeFacts)[]>> = {
  'code-edits': ['sex', 'ageGroup', 'manifestation'],
  'principal-edits': ['unacceptablePrincipal', 'questionableAdmission'],
  severities: ['severity'],
  'poa-exempt': ['poaExempt'],
  'cpt-edits': [],
};
const FACT_LISTS = Object.keys(DECIDED) as (keyof typeof DECIDED)[];

/** The facts that the installed lists decide. */
export const decidedFacts = ({ lists }: Sources): (keyof CodeFacts)[] =>
  lists.flatMap(({ kind }) => DECIDED[kind] ?? []);

/** Chooses among everything that is installed, by the pinned labels and the day. */
export function sourcesOf(installed: readonly InstalledRelease[], choice: ReleaseChoice): Sources {
  const codes = codeReleases(installed, choice);
  const { on, pins } = choice;
  const first = (kind: ReleaseKind, system: CodeSystem) =>
    supplementsInForce(installed, { kind, system, on }).slice(0, 1);
  // One list may come in several files of the same day: CC and MCC.
  const listsOf = (kind: ReleaseKind, system: CodeSystem) =>
    first(kind, system).flatMap(({ source, effectiveFrom }) =>
      installed.filter(
        (one) =>
          one.kind === kind && one.system === system && one.source === source && one.effectiveFrom === effectiveFrom,
      ),
    );
  return {
    codes,
    notes: notesOrigin(installed, { system: 'icd10cm', label: pins.icd10cm, on, codes: codes.get('icd10cm') ?? [] })
      .read,
    lists: FACT_LISTS.flatMap((kind) => listsOf(kind, kind === 'cpt-edits' ? 'cpt' : 'icd10cm')),
    pcsValues: [...first('pcs-tables', 'icd10pcs'), ...(codes.get('icd10pcs') ?? [])],
  };
}

export const starterOf = (codes: Sources['codes'], system: CodeSystem): InstalledRelease | undefined =>
  codes.get(system)?.find(({ source }) => source === 'starter');
