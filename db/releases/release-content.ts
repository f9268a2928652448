import type { Coverage } from '#db/schema/codes';
import type { CodeFacts, CodeNote, Modifier } from '#domain/codeset/catalog';
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

export interface PcsValueRow {
  pcsTable: string;
  axis: number;
  value: string;
  label: string;
}

/** A whole release as values, whichever files it was read from. */
export interface ReleaseContent {
  system: CodeSystem;
  label: string;
  effectiveFrom: string;
  effectiveTo?: string;
  source: 'starter' | 'official';
  coverage: Coverage;
  contentHash: string;
  codes: CodeRow[];
  sections: SectionRow[];
  notes: CodeNote[];
  pcsValues: PcsValueRow[];
  modifiers: Modifier[];
}

/** A release with nothing in it yet; a reader fills in what its files have. */
export const emptyRelease = (
  about: Pick<
    ReleaseContent,
    'system' | 'label' | 'effectiveFrom' | 'effectiveTo' | 'source' | 'coverage' | 'contentHash'
  >,
): ReleaseContent => ({ ...about, codes: [], sections: [], notes: [], pcsValues: [], modifiers: [] });
