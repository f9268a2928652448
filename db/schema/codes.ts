import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CodeFacts, CodeRange, Modifier, NoteKind } from '#domain/codeset/catalog';
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

export const releases = sqliteTable(
  'releases',
  {
    id: integer('id').primaryKey(),
    system: text('system').$type<CodeSystem>().notNull(),
    /** FY2026 · 2025Q1 · 2026 (practice set). */
    label: text('label').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    effectiveTo: text('effective_to'),
    source: text('source', { enum: ['starter', 'official'] }).notNull(),
    coverage: text('coverage', { enum: COVERAGES }).notNull(),
    /** Of the files it was read from: the same hash means nothing to do. */
    contentHash: text('content_hash').notNull(),
  },
  (table) => [uniqueIndex('releases_system_label').on(table.system, table.label)],
);

const ofRelease = () =>
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
    kind: text('kind').$type<NoteKind>().notNull(),
    targets: text('targets', { mode: 'json' }).$type<CodeRange[]>().notNull(),
    text: text('text').notNull(),
    /** Asked for only where the record has such a condition ("any", "if applicable"). */
    conditional: integer('conditional', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.releaseId, table.at, table.kind] })],
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
