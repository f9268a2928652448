import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CodeFacts } from '#domain/codeset/catalog';
import { ofRelease } from './codes.ts';

/** What stands beside the codes in a code book: indexes, tables, definitions, lists of edits. Part of the catalog. */

/**
 * Terms of an alphabetic index or table in printed order: ICD-10-CM index, external causes, neoplasms, drugs, and the
 * ICD-10-PCS index. `parent` is the `place` of the term one level up, null for a main term.
 */
export const indexTerms = sqliteTable(
  'index_terms',
  {
    releaseId: ofRelease(),
    place: integer('place').notNull(),
    parent: integer('parent'),
    /** 0 for a main term. */
    level: integer('level').notNull(),
    /** Heading letter of a main term: A … Z, `#`, `3`. */
    letter: text('letter').notNull(),
    title: text('title').notNull(),
    /** Words in brackets that may or may not stand in the record and change nothing. */
    nonEssential: text('non_essential'),
    /** As printed, with its point and its dashes: `E11.22`, `C79.8-`; of a PCS term a code or the first characters of one. */
    code: text('code'),
    /** The manifestation code in brackets behind it. */
    manifestation: text('manifestation'),
    see: text('see'),
    seeAlso: text('see_also'),
    /** ICD-10-PCS: "use …", the axis value a device or body part is coded with. */
    use: text('use'),
    /** Columns of a table, in printed order: neoplasms and drugs have six. `--` and empty cells stay as printed. */
    cells: text('cells', { mode: 'json' }).$type<string[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.place] }),
    index('index_terms_by_parent').on(table.releaseId, table.parent),
    index('index_terms_by_code').on(table.releaseId, table.code),
  ],
);

/** What an ICD-10-PCS axis value means: root operations, body part keys, devices, approaches. */
export const definitions = sqliteTable(
  'definitions',
  {
    releaseId: ofRelease(),
    /** First character of the codes it belongs to. */
    section: text('section').notNull(),
    axis: integer('axis').notNull(),
    term: text('term').notNull(),
    definition: text('definition'),
    explanation: text('explanation'),
    /** Anatomical terms, products or procedures that are coded with this value. */
    includes: text('includes', { mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.section, table.axis, table.term] })],
);

/** A row of an ICD-10-PCS table: every combination of its values is a legal code. */
export const pcsRows = sqliteTable(
  'pcs_rows',
  {
    releaseId: ofRelease(),
    pcsTable: text('pcs_table').notNull(),
    row: integer('row').notNull(),
    /** The values of axes 4 to 7, each as one string of characters: `['6', '034', '7JK', '012']`. */
    values: text('axis_values', { mode: 'json' }).$type<[string, string, string, string]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.pcsTable, table.row] })],
);

/** Which code a new code replaced: the agency's conversion table. */
export const conversions = sqliteTable(
  'conversions',
  {
    releaseId: ofRelease(),
    code: text('code').notNull(),
    previous: text('previous').notNull(),
    /** First day the new code may be used, YYYY-MM-DD. */
    since: text('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.code, table.previous] }),
    index('conversions_by_previous').on(table.previous),
  ],
);

/** Facts of codes from lists that are published apart from them: POA exempt, Medicare Code Editor, CC and MCC, CPT edits. */
export const listedFacts = sqliteTable(
  'listed_facts',
  {
    releaseId: ofRelease(),
    code: text('code').notNull(),
    facts: text('facts', { mode: 'json' }).$type<CodeFacts>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.code] }), index('listed_facts_code').on(table.code)],
);

/** Further wordings of a licensed code. The long text stands in `codes`. */
export const DESCRIPTOR_KINDS = ['short', 'medium', 'consumer', 'clinician'] as const;
export type DescriptorKind = (typeof DESCRIPTOR_KINDS)[number];

export const descriptors = sqliteTable(
  'descriptors',
  {
    releaseId: ofRelease(),
    code: text('code').notNull(),
    kind: text('kind', { enum: DESCRIPTOR_KINDS }).notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.code, table.kind] })],
);

/** Under which licence an organisation brought its own files, and who said so. */
export const licences = sqliteTable('licences', {
  organisationId: text('organisation_id').primaryKey(),
  holder: text('holder').notNull(),
  year: integer('year').notNull(),
  seats: integer('seats').notNull(),
  attestedBy: text('attested_by').notNull(),
  /** UTC epoch milliseconds. */
  attestedAt: integer('attested_at').notNull(),
});

/**
 * The encoder's search index over a set of releases, made when they are installed and read as it is. `fingerprint` names
 * the releases and the form of the index; a row holds one part of it.
 */
export const searchIndexes = sqliteTable(
  'search_indexes',
  {
    fingerprint: text('fingerprint').notNull(),
    part: text('part').notNull(),
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.fingerprint, table.part] })],
);
