import { SaxesParser } from 'saxes';
import type { SectionRow } from '#db/releases/release-content';
import type { NoteKind } from '#domain/codeset/catalog';

/** An instructional note as the tabular list prints it. Its wording is read for the codes it names and not stored. */
export interface PrintedNote {
  kind: NoteKind;
  /** Canonical code, or key of a section. */
  at: string;
  text: string;
}

export interface TabularList {
  sections: SectionRow[];
  notes: PrintedNote[];
}

const KINDS: Record<string, NoteKind> = {
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'code-first',
  useAdditionalCode: 'use-additional',
  codeAlso: 'code-also',
};

/**
 * Reads chapters, blocks and instructional notes from a tabular list XML (schema of the official releases). "Includes"
 * and inclusion terms are passed over: they are prose of the publisher and relate no codes.
 */
export function readTabular(xml: string): TabularList {
  const list: TabularList = { sections: [], notes: [] };
  const parser = new SaxesParser();
  const levels: string[] = [];
  const path: string[] = [];
  let text = '';
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    text = '';
    if (name === 'section') levels.push(attributes.id ?? '');
    if (name === 'chapter' || name === 'diag') levels.push('');
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    const parent = path.at(-1) ?? '';
    const words = text.replace(/\s+/g, ' ').trim();
    if (name === 'name' && parent === 'chapter') levels[levels.length - 1] = `chapter ${words}`;
    if (name === 'name' && parent === 'diag') levels[levels.length - 1] = words.replace('.', '');
    if (name === 'desc' && parent !== 'diag') list.sections.push(...sectionOf(levels.at(-1) ?? '', words));
    const kind = KINDS[parent];
    if (name === 'note' && kind) list.notes.push({ kind, at: levels.at(-1) ?? '', text: words });
    if (name === 'section' || name === 'chapter' || name === 'diag') levels.pop();
    text = '';
  });
  parser.write(xml).close();
  return list;
}

/** `Diabetes mellitus (E08-E13)` under `E08-E13`. Blocks of one category are named `(I5A)`. */
function sectionOf(key: string, description: string): SectionRow[] {
  const said = /^(.*?)\s*\(([A-Z]\d[0-9A-Z])(?:\s*-\s*([A-Z]\d[0-9A-Z]))?\)\s*$/.exec(description);
  const range = said ?? /^()([A-Z]\d[0-9A-Z])(?:-([A-Z]\d[0-9A-Z]))?$/.exec(key);
  if (!range?.[2]) return [];
  const kind = key.startsWith('chapter') ? 'chapter' : 'block';
  return [{ key, kind, title: said?.[1] ?? description, first: range[2], last: range[3] ?? range[2] }];
}
