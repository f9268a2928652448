import type { Coverage, ReleaseKind, ReleaseSource } from '#db/schema/codes';
import type { DescriptorKind } from '#db/schema/references';
import { type CodeFacts, type CodeNote, type Modifier, NOTE_KINDS, type PrintedKind } from '#domain/codeset/catalog';
import type { CodeSystem } from '#domain/codeset/code';

/** One code or header as a release file says it. `code` is canonical; rows stand in the official order. */
export interface CodeRow {
  code: string;
  title: string;
  billable: boolean;
  parent?: string;
  facts?: CodeFacts;
}

/** A chapter, block or HCPCS family; `first` and `last` are categories (or family prefixes), both included. */
export interface SectionRow {
  key: string;
  kind: 'chapter' | 'block' | 'family';
  title: string;
  first: string;
  last: string;
}

/** One printed line of the tabular list; `targets` are the codes it names, empty where it names none. */
export type NoteRow = Omit<CodeNote, 'kind'> & { kind: PrintedKind };

/** True for a line of a kind that relates codes to each other. */
export const isRelation = (note: NoteRow): note is CodeNote => NOTE_KINDS.some((kind) => kind === note.kind);

export interface PcsValueRow {
  pcsTable: string;
  axis: number;
  value: string;
  label: string;
}

/** Every combination of its values is a legal code of the table: axes 4 to 7, each as a string of characters. */
export interface PcsTableRow {
  pcsTable: string;
  values: [string, string, string, string];
}

/** A term of an alphabetic index or table, in printed order. `parent` is the index of its parent in the same array. */
export interface IndexTermRow {
  parent?: number;
  level: number;
  letter: string;
  title: string;
  nonEssential?: string;
  code?: string;
  manifestation?: string;
  see?: string;
  seeAlso?: string;
  use?: string;
  cells?: string[];
}

export interface DefinitionRow {
  section: string;
  axis: number;
  term: string;
  definition?: string;
  explanation?: string;
  includes: string[];
}

export interface ConversionRow {
  code: string;
  previous: string;
  /** YYYY-MM-DD */
  since: string;
}

export interface ListedFactsRow {
  code: string;
  facts: CodeFacts;
}

export interface DescriptorRow {
  code: string;
  kind: DescriptorKind;
  text: string;
}

/** The rows that a file of any kind can bring. */
export interface ReleaseRows {
  codes: CodeRow[];
  sections: SectionRow[];
  notes: NoteRow[];
  pcsValues: PcsValueRow[];
  pcsRows: PcsTableRow[];
  modifiers: Modifier[];
  indexTerms: IndexTermRow[];
  definitions: DefinitionRow[];
  conversions: ConversionRow[];
  listedFacts: ListedFactsRow[];
  descriptors: DescriptorRow[];
}

export interface ReleaseIdentity {
  kind: ReleaseKind;
  system: CodeSystem;
  label: string;
  effectiveFrom: string;
  effectiveTo?: string;
  source: ReleaseSource;
  coverage: Coverage;
  contentHash: string;
  isDerived?: boolean;
  fileName?: string;
  organisationId?: string;
}

/** What one file (or one starter folder) brings, as values. */
export type ReleaseContent = ReleaseIdentity & ReleaseRows;

/** A release with nothing in it yet; a reader fills in what its file has. `kind` is `codes` unless said otherwise. */
export const emptyRelease = (
  about: Omit<ReleaseIdentity, 'kind'> & Partial<Pick<ReleaseIdentity, 'kind'>>,
): ReleaseContent => ({
  kind: 'codes',
  ...about,
  codes: [],
  sections: [],
  notes: [],
  pcsValues: [],
  pcsRows: [],
  modifiers: [],
  indexTerms: [],
  definitions: [],
  conversions: [],
  listedFacts: [],
  descriptors: [],
});

/** The same for a file as the agency published it, `whole` unless said otherwise; its hash is taken when it is installed. */
export const officialRelease = (
  about: Pick<ReleaseIdentity, 'kind' | 'system' | 'label' | 'effectiveFrom'> &
    Partial<Pick<ReleaseIdentity, 'effectiveTo' | 'coverage' | 'isDerived'>>,
): ReleaseContent => emptyRelease({ source: 'official', coverage: 'whole', contentHash: '', ...about });
