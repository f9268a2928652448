import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CodeFacts, CodeRange, Modifier, PrintedKind } from '#domain/codeset/catalog';
import type { CodeSystem } from '#domain/codeset/code';

/**
 * Tables of the catalog database: code-set releases, rebuilt from files at will. It shares no transaction with the app
 * database. Rows of a release are written once; a changed release is written anew as a whole.
 */

/**
 * One release of one system. `whole`: every code is there. `families`: whole families only, so an absent code is wrong
 * only inside an installed family. `differences`: just the codes that a neighbouring release lacks, so that a code of
 * another year is recognised.
 */
export const COVERAGES = ['whole', 'families', 'differences'] as const;
export type Coverage = (typeof COVERAGES)[number];

/**
 * What one file of an agency brings. `codes` is the list of codes itself, everything else accompanies it. A starter
 * release is one row of kind `codes` that brings its sections, notes, axis values and modifiers along.
 */
export const RELEASE_KINDS = [
  'codes',
  'tabular',
  'index',
  'external-causes',
  'neoplasms',
  'drugs',
  'poa-exempt',
  'code-edits',
  'principal-edits',
  'severities',
  'conversions',
  'pcs-tables',
  'pcs-index',
  'pcs-definitions',
  'cpt-descriptors',
  'cpt-edits',
] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

/** `starter`: shipped in content/codes. `official`: a file of the agency. `licensed`: an organisation's own file. */
export const RELEASE_SOURCES = ['starter', 'official', 'licensed'] as const;
export type ReleaseSource = (typeof RELEASE_SOURCES)[number];

export const releases = sqliteTable(
  'releases',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: RELEASE_KINDS }).notNull().default('codes'),
    system: text('system').$type<CodeSystem>().notNull(),
    /** FY2026 · 2025Q1 · 2026 (practice set) · v41.1 (edit lists). */
    label: text('label').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    effectiveTo: text('effective_to'),
    source: text('source', { enum: RELEASE_SOURCES }).notNull(),
    coverage: text('coverage', { enum: COVERAGES }).notNull(),
    /** Of the file it was read from: the same hash means nothing to do. */
    contentHash: text('content_hash').notNull(),
    /** Not the agency's own file but worked out from its files; screens say so. */
    isDerived: integer('is_derived', { mode: 'boolean' }).notNull().default(false),
    /** Name of the file, without a path; null for the starter set. */
    fileName: text('file_name'),
    rowCount: integer('row_count').notNull().default(0),
    /** UTC epoch milliseconds. */
    installedAt: integer('installed_at').notNull().default(0),
    /** Owner of a licensed file: only its people may read the texts. Empty for everything public. */
    organisationId: text('organisation_id').notNull().default(''),
  },
  (table) => [
    uniqueIndex('releases_identity').on(
      table.kind,
      table.system,
      table.label,
      table.effectiveFrom,
      table.source,
      table.organisationId,
    ),
  ],
);

export const ofRelease = () =>
  integer('release_id')
    .notNull()
    .references(() => releases.id, { onDelete: 'cascade' });

export const codes = sqliteTable(
  'codes',
  {
    releaseId: ofRelease(),
    /** Canonical: upper case, no point. */
    code: text('code').notNull(),
    /** Place in the official order. */
    place: integer('place').notNull(),
    title: text('title').notNull(),
    billable: integer('billable', { mode: 'boolean' }).notNull(),
    parent: text('parent'),
    /** Only what is not the default; null for most rows. */
    facts: text('facts', { mode: 'json' }).$type<CodeFacts>(),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.code] }),
    // A code of another year is looked for in all releases at once.
    index('codes_code').on(table.code),
  ],
);

/** Chapters and blocks of ICD-10-CM, families of HCPCS: what stands above a category. */
export const sections = sqliteTable(
  'sections',
  {
    releaseId: ofRelease(),
    /** `chapter 4` · `E08-E13` · `J33`. */
    key: text('key').notNull(),
    kind: text('kind', { enum: ['chapter', 'block', 'family'] }).notNull(),
    title: text('title').notNull(),
    /** First and last category, both included. */
    first: text('first').notNull(),
    last: text('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.key] })],
);

/** Instructional notes where they stand; codes below inherit them when they are read. */
export const notes = sqliteTable(
  'notes',
  {
    releaseId: ofRelease(),
    /** A code or header in canonical form, or the key of a section. */
    at: text('at').notNull(),
    kind: text('kind').$type<PrintedKind>().notNull(),
    /** Place in printed order within the release. */
    line: integer('line').notNull().default(0),
    targets: text('targets', { mode: 'json' }).$type<CodeRange[]>().notNull(),
    text: text('text').notNull(),
    /** Asked for only where the record has such a condition ("any", "if applicable"). */
    conditional: integer('conditional', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.at, table.kind, table.line] })],
);

/** What the values of each axis mean in a PCS table. */
export const pcsValues = sqliteTable(
  'pcs_values',
  {
    releaseId: ofRelease(),
    /** First three characters. */
    pcsTable: text('pcs_table').notNull(),
    axis: integer('axis').notNull(),
    value: text('value').notNull(),
    label: text('label').notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.pcsTable, table.axis, table.value] })],
);

export const modifiers = sqliteTable(
  'modifiers',
  {
    releaseId: ofRelease(),
    code: text('code').notNull(),
    title: text('title').notNull(),
    kind: text('kind').$type<Modifier['kind']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.code] })],
);
