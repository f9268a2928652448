import { agreedYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import { type FileReader, type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { type Place, sectionOf } from '#db/releases/icd10cm/tabular-places';
import { visualImpairmentLines } from '#db/releases/icd10cm/visual-impairment';
import { isConditional, noteTargets } from '#db/releases/note-targets';
import {
  type CodeRow,
  type NoteRow,
  officialRelease,
  type ReleaseContent,
  type SectionRow,
} from '#db/releases/release-content';
import { readXml } from '#db/releases/xml-events';
import { NOTE_KINDS, type PrintedKind } from '#domain/codeset/catalog';
import { writeSeventhCharacter } from '#domain/codeset/seventh-characters';

/** The elements that hold printed lines, with what they are. */
const PRINTED: Record<string, PrintedKind> = {
  includes: 'includes',
  inclusionTerm: 'inclusion-term',
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'code-first',
  useAdditionalCode: 'use-additional',
  codeAlso: 'code-also',
  notes: 'note',
  sevenChrNote: 'seventh-character',
  sevenChrDef: 'seventh-character',
};

type PrintedLine = Pick<NoteRow, 'at' | 'kind' | 'text'>;

interface Tabular {
  period: ReleasePeriod | undefined;
  isDerived: boolean;
  sections: SectionRow[];
  entries: CodeRow[];
  lines: PrintedLine[];
}

/**
 * ICD-10-CM tabular list: chapters, blocks, and every printed line in printed order. Its entries come along as rows that
 * are never billable: what may be reported says the order file, and `expandTabular` whether the two agree. A list that
 * says it is derived (worked out from an older list and its addenda) is kept as such.
 */
export const icd10cmTabular: FileReader = {
  kind: 'tabular',
  system: 'icd10cm',
  title: 'ICD-10-CM tabular list',
  recognises: (head) => /<ICD10CM\.tabular[\s>]/.test(head),
  async read(file, stated) {
    const tabular = await readTabular(file, stated);
    if (!tabular.period) throw new ForeignFileError(file.name, 'does not say of which year it is');
    if (tabular.entries.length === 0) throw new ForeignFileError(file.name, 'has no categories');
    return [contentOf(tabular, tabular.period)];
  },
};

function contentOf({ sections, entries, lines, isDerived }: Tabular, period: ReleasePeriod): ReleaseContent {
  const categories = new Set(entries.map(({ code }) => code.slice(0, 3)));
  const isCategory = (prefix: string) => categories.has(prefix);
  return {
    ...officialRelease({ kind: 'tabular', system: 'icd10cm', ...period, ...(isDerived && { isDerived }) }),
    codes: entries,
    sections,
    notes: lines.map((line) => noteOf(line, isCategory)),
  };
}

function noteOf({ at, kind, text }: PrintedLine, isCategory: (prefix: string) => boolean): NoteRow {
  const relation = NOTE_KINDS.find((one) => one === kind);
  if (relation === undefined) return { at, kind, text, targets: [] };
  const targets = noteTargets(text, relation, isCategory);
  return { at, kind, text, targets, ...(isConditional(text, relation) && { conditional: true }) };
}

async function readTabular(file: ForeignFile, stated: StatedIdentity): Promise<Tabular> {
  const tabular: Tabular = { period: undefined, isDerived: false, sections: [], entries: [], lines: [] };
  const places: Place[] = [];
  const known = new Set<string>();
  const impairment = visualImpairmentLines();
  let seventh = '';
  await readXml(file, {
    open(name, attributes, _path, line) {
      if (name === 'chapter' || name === 'section' || name === 'diag')
        places.push({ element: name, key: attributes.id ?? '', title: '', line });
      if (name === 'extension') seventh = attributes.char ?? '';
    },
    close(name, text, path, line) {
      const inside = path.at(-1) ?? '';
      const place = places.at(-1);
      const kind = PRINTED[inside];
      if (name === 'version') Object.assign(tabular, versionOf(file, text, stated, line));
      if (!place) return;
      if (name === 'name' && inside === 'chapter') place.key = `chapter ${text}`;
      if (name === 'name' && inside === 'diag') place.key = entryCode(file, text, places, known, line);
      if (name === 'desc' && inside === place.element) addTitle(tabular, places, text);
      if (name === 'note' && kind) tabular.lines.push({ at: place.key, kind, text });
      const tableLine = impairment(name, text, path);
      if (tableLine !== undefined) tabular.lines.push({ at: place.key, kind: 'note', text: tableLine });
      if (name === 'extension' && kind)
        tabular.lines.push({ at: place.key, kind, text: writeSeventhCharacter(seventh, text) });
      if (name === place.element) closePlace(file, places);
    },
  });
  return tabular;
}

function versionOf(file: ForeignFile, text: string, stated: StatedIdentity, line: number) {
  const year = /^(20\d\d)\b/.exec(text)?.[1];
  if (!year) throw new ForeignFileError(file.name, `“${text}” is no year of a release`, line);
  return { period: agreedYear(file, `FY${year}`, stated, line), isDerived: /DERIVED/.test(text) };
}

/** The code of an entry in canonical form; it has to be new and to begin like the entry it stands in. */
function entryCode(
  file: ForeignFile,
  text: string,
  places: readonly Place[],
  known: Set<string>,
  line: number,
): string {
  const code = text.replace('.', '');
  const above = places.at(-2);
  const refuse = (why: string): never => {
    throw new ForeignFileError(file.name, `${text} ${why}`, line);
  };
  if (!/^[A-Z][0-9A-Z]{2,6}$/.test(code)) refuse('has not the shape of a code');
  if (known.has(code)) refuse('stands here a second time');
  if (above?.element !== 'diag' && code.length !== 3) refuse('is no category and stands in none');
  // Not the whole code: FY2023 prints H54.512A below H54.511.
  if (above?.element === 'diag' && !(code.startsWith(above.key.slice(0, 3)) && code.length > above.key.length))
    refuse(`does not belong below ${above.key}`);
  known.add(code);
  return code;
}

function addTitle(tabular: Tabular, places: readonly Place[], text: string): void {
  const place = places.at(-1);
  const above = places.at(-2);
  if (!place) return;
  place.title = text;
  const section = place.element === 'diag' ? undefined : sectionOf(place);
  if (section) tabular.sections.push(section);
  if (place.element === 'diag')
    tabular.entries.push({
      code: place.key,
      title: text,
      billable: false,
      ...(above?.element === 'diag' && { parent: above.key }),
    });
}

function closePlace(file: ForeignFile, places: Place[]): void {
  const place = places.pop();
  if (place && (place.key === '' || place.title === ''))
    throw new ForeignFileError(file.name, `an entry without ${place.key === '' ? 'code' : 'title'}`, place.line);
}
