import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { listNotesAt } from '#db/queries/code-book/notes';
import { bookIn, type OpenBook } from '#db/queries/code-book/open-book';
import { listSectionsAround } from '#db/queries/code-book/sections';
import { getCatalog } from '#db/queries/codes';
import { listReleases } from '#db/queries/releases';
import type { NoteRow, ReleaseContent } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import type { PrintedKind } from '#domain/codeset/catalog';
import type { Instant } from '#domain/time';
import { FILES, readCodes, readLines, readOne } from './official-releases.ts';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';

/**
 * Every printed line reaches every code it governs. What governs a code is computed here a second time, from the tags of
 * the raw tabular list and nothing else: a line governs everything inside the element it stands in, and a line of a block
 * without categories of its own (`M00-M25`) everything printed from its first to its last category.
 */
const KINDS: Record<string, PrintedKind> = {
  includes: 'includes',
  inclusionTerm: 'inclusion-term',
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'code-first',
  useAdditionalCode: 'use-additional',
  codeAlso: 'code-also',
};
const SEVEN = Object.values(KINDS);
/** Those that edits check; Excludes2 allows both codes. */
const ASKED: PrintedKind[] = ['excludes1', 'code-first', 'use-additional', 'code-also'];

interface Element {
  name: string;
  key: string;
  above: Element | undefined;
  lines: { kind: PrintedKind; text: string }[];
  /** Place among the categories, of a category; of a section how many categories were printed before it. */
  place: number;
  title: string;
}

const decoded = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** Chapters, sections and entries of a tabular list, read with nothing but a pattern for tags. */
function readElements(xml: string): Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  const inside: string[] = [];
  let categories = 0;
  for (const [, slash, tag = '', attributes = '', text = ''] of xml.matchAll(/<(\/?)([\w.]+)([^>]*)>([^<]*)/g)) {
    const current = open.at(-1);
    const words = decoded(text).replace(/\s+/g, ' ').trim();
    if (slash) {
      inside.pop();
      if (['chapter', 'section', 'diag'].includes(tag)) open.pop();
      continue;
    }
    const parent = inside.at(-1) ?? '';
    if (!attributes.endsWith('/')) inside.push(tag);
    if (['chapter', 'section', 'diag'].includes(tag)) {
      const key = /id="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const fresh: Element = { name: tag, key, above: current, lines: [], place: categories, title: '' };
      open.push(fresh);
      all.push(fresh);
    }
    if (!current) continue;
    if (tag === 'name' && parent === 'diag') current.key = words.replace('.', '');
    if (tag === 'name' && parent === 'diag' && current.key.length === 3) current.place = categories++;
    if (tag === 'name' && parent === 'chapter') current.key = `chapter ${words}`;
    if (tag === 'desc') current.title = words;
    const kind = KINDS[parent];
    if (tag === 'note' && kind) current.lines.push({ kind, text: words });
  }
  return all;
}

/** The elements whose lines govern an entry: itself, those around it, and wide blocks printed before its own. */
function governing(entry: Element, wide: readonly { block: Element; from: number; to: number }[]): Element[] {
  const around: Element[] = [];
  for (let one: Element | undefined = entry; one; one = one.above) around.push(one);
  const category = around.find(({ name, key }) => name === 'diag' && key.length === 3);
  const place = category?.place ?? -1;
  return [...around, ...wide.filter(({ from, to }) => from <= place && place <= to).map(({ block }) => block)];
}

const say = (at: string, kind: string, text: string) => `${at} ${kind} ${text}`;

describe.skipIf(!CODESETS_DIR)('every note reaches what it governs, FY2026 (needs CODESETS_DIR)', () => {
  const elements: Element[] = [];
  const expected = new Map<string, Element[]>();
  let codes: string[] = [];
  let tabular: ReleaseContent;
  let db: Db;
  let book: OpenBook;
  let close = () => {};

  beforeAll(async () => {
    elements.push(...readElements((await readLines(FILES.tabular2026, /./)).join('\n')));
    const order = await readCodes('FY2026');
    tabular = await readOne(FILES.tabular2026);
    ({ db, close } = await openEmptyCatalog());
    const contents = [order, { ...tabular, contentHash: 'tabular' }];
    await db.transaction(async (tx) => {
      for (const content of contents) await storeRelease(tx, content, 1_700_000_000_000 as Instant);
    });
    const opened = bookIn(await listReleases(db), { system: 'icd10cm', label: 'FY2026', today: '2026-02-01' });
    if (!opened) throw new Error('FY2026 is not installed');
    book = opened;
    codes = order.codes.filter((row) => row.billable).map(({ code }) => code);
    fillExpected();
  });
  afterAll(() => close());

  function fillExpected(): void {
    const entries = new Map(elements.filter(({ name }) => name === 'diag').map((one) => [one.key, one]));
    const places = new Map(
      [...entries.values()].filter(({ key }) => key.length === 3).map((one) => [one.key, one.place]),
    );
    const filled = new Set([...entries.values()].map(({ above }) => above));
    const wide = elements
      .filter((one) => one.name === 'section' && !filled.has(one))
      .map((block) => {
        const [, first = '', last = ''] = /\((\w+)-(\w+)\)$/.exec(block.title) ?? [];
        return { block, from: places.get(first) ?? Number.NaN, to: places.get(last) ?? Number.NaN };
      });
    expect(wide.length).toBeGreaterThan(10);
    const padded = new Map([...entries.keys()].map((key) => [key.padEnd(6, 'X'), key]));
    for (const code of codes) {
      const entry = entries.get(code) ?? entries.get(padded.get(code.slice(0, 6)) ?? '');
      if (!entry) throw new Error(`${code} stands nowhere in the tabular list`);
      expected.set(code, governing(entry, wide));
    }
  }

  test('the second reading finds what the first found: every line, at its place, in printed order', () => {
    const theirs = elements.flatMap(({ key, lines }) => lines.map(({ kind, text }) => say(key, kind, text)));
    const ours = tabular.notes
      .filter(({ kind }) => SEVEN.includes(kind))
      .map(({ at, kind, text }) => say(at, kind, text));
    expect(ours.toSorted()).toEqual(theirs.toSorted());
    const byPlace = Map.groupBy(
      tabular.notes.filter(({ kind }) => SEVEN.includes(kind)),
      ({ at }) => at,
    );
    // A block of one category has the category's name, and is printed before it.
    for (const [key, places] of Map.groupBy(elements, (element) => element.key)) {
      const printed = places.flatMap(({ lines }) => lines.map(({ text }) => text));
      expect(
        (byPlace.get(key) ?? []).map(({ text }) => text),
        key,
      ).toEqual(printed);
    }
    console.log(`${theirs.length} lines of ${SEVEN.length} kinds at ${elements.length} places`);
  });

  test('the code book shows each of the 74,719 codes all lines that govern it and no others', async () => {
    const notesAt = Map.groupBy(
      await listNotesAt(db, book, [...new Set(elements.map(({ key }) => key))]),
      ({ at }) => at,
    );
    const sections = new Map<string, string[]>();
    for (const category of new Set(codes.map((code) => code.slice(0, 3))))
      sections.set(
        category,
        (await listSectionsAround(db, book, category)).map(({ key }) => key),
      );
    const wrong: string[] = [];
    let checked = 0;
    for (const [code, around] of expected) {
      const beginnings = Array.from({ length: code.length - 2 }, (_, at) => code.slice(0, at + 3));
      const places = new Set([...beginnings, ...(sections.get(code.slice(0, 3)) ?? [])]);
      const shown = [...places].flatMap((place) => notesAt.get(place) ?? []).filter(({ kind }) => SEVEN.includes(kind));
      const governs = around.flatMap(({ key, lines }) => lines.map(({ kind, text }) => say(key, kind, text)));
      checked += governs.length;
      const texts = shown.map(({ at, kind, text }) => say(at, kind, text));
      if (texts.sort().join('\n') !== governs.sort().join('\n')) wrong.push(code);
    }
    console.log(`${checked} pairs of line and code`);
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('the edits get for each code every line that asks or forbids', async () => {
    const named = new Set(tabular.notes.filter(({ targets }) => targets.length > 0).map(lineOf));
    const wrong: string[] = [];
    for (let from = 0; from < codes.length; from += 1000) {
      const some = codes.slice(from, from + 1000);
      const wanted = some.map((code) => ({ system: 'icd10cm' as const, code }));
      const catalog = await getCatalog(db, { pins: { icd10cm: 'FY2026' }, on: '2026-02-01' }, wanted);
      for (const code of some) {
        const given = catalog.find('icd10cm', code)?.notes ?? [];
        const lines = (expected.get(code) ?? []).flatMap(({ key, lines: own }) =>
          own.map((line) => ({ at: key, ...line })),
        );
        const asked = lines.filter(({ kind }) => ASKED.includes(kind));
        // An Excludes line without codes relates none; the lines of another kind at one place are one request.
        const due = asked.filter((line) => !line.kind.startsWith('excludes') || named.has(lineOf(line)));
        const has = ({ at, kind, text }: (typeof due)[number]) =>
          given.some((note) => note.at === at && note.kind === kind && note.text.includes(text));
        const extra = given.filter((note) => !due.some((line) => line.at === note.at && line.kind === note.kind));
        if (!due.every(has) || extra.length > 0)
          wrong.push(`${code} ${due.filter((line) => !has(line)).map(lineOf)} extra ${extra.map(lineOf)}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

const lineOf = ({ at, kind, text }: Pick<NoteRow, 'at' | 'kind' | 'text'>) => say(at, kind, text);
