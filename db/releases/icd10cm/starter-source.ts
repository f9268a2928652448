import type { FileReader, ForeignFile } from '#db/releases/foreign-file';
import { ccList, codeEditsList, mccList, poaExemptList, principalEditsList } from '#db/releases/icd10cm/list-readers';
import { icd10cmOrderFile } from '#db/releases/icd10cm/order-file-reader';
import { icd10cmTabular } from '#db/releases/icd10cm/tabular-reader';
import { noteText, rangeLabels } from '#db/releases/note-text';
import {
  CC_LIST,
  CODE_EDITS,
  ICD10CM_TABULAR,
  MCC_LIST,
  OFFICIAL,
  POA_EXEMPT,
  readOfficialText,
  SIMPLE_CODE_EDITS,
} from '#db/releases/official-files';
import { type CodeRow, isRelation, type NoteRow, type ReleaseContent } from '#db/releases/release-content';
import type { CodeFacts, CodeNote } from '#domain/codeset/catalog';

const inMemory = (text: string): ForeignFile => ({
  name: 'official file',
  async *chunks() {
    yield new TextEncoder().encode(text);
  },
});

async function readText(reader: FileReader, text: string): Promise<ReleaseContent> {
  const [content] = await reader.read(inMemory(text), {});
  if (!content) throw new Error(`${reader.title}: nothing was read`);
  return content;
}

/**
 * A whole ICD-10-CM release in one piece, as the starter set is cut from it: the codes of a year and, for FY2026, the
 * facts of the lists, the sections of the (derived) tabular list and its notes as relations in our own words.
 */
export async function officialIcd10cm(root: string, label: keyof typeof OFFICIAL.icd10cm): Promise<ReleaseContent> {
  const release = await readText(icd10cmOrderFile, readOfficialText(root, ...OFFICIAL.icd10cm[label]));
  if (label !== 'FY2026') return release;
  const { sections, notes } = await readText(icd10cmTabular, readOfficialText(root, ICD10CM_TABULAR));
  const wordsOf = rangeLabels(release.codes, sections);
  const relations = relationsOf(notes).map((note) => ({ ...note, text: noteText(note, wordsOf) }));
  return { ...release, codes: withFacts(release.codes, await listedFacts(root)), sections, notes: relations };
}

/**
 * Facts of the lists, of whatever year the newest at hand is: POA exempt (FY2026), sex, age and manifestation conflicts
 * (MCE v41.1), principal diagnosis edits (MCE v37), CC and MCC (MS-DRG v41.1).
 */
async function listedFacts(root: string): Promise<Map<string, CodeFacts>> {
  const lists = [
    await readText(poaExemptList, readOfficialText(root, ...POA_EXEMPT)),
    await readText(codeEditsList, readOfficialText(root, CODE_EDITS)),
    await readText(principalEditsList, readOfficialText(root, SIMPLE_CODE_EDITS)),
    await readText(ccList, readOfficialText(root, CC_LIST)),
    await readText(mccList, readOfficialText(root, MCC_LIST)),
  ];
  const facts = new Map<string, CodeFacts>();
  for (const { code, facts: more } of lists.flatMap((list) => list.listedFacts))
    facts.set(code, { ...facts.get(code), ...more });
  return facts;
}

function withFacts(rows: readonly CodeRow[], lists: ReadonlyMap<string, CodeFacts>): CodeRow[] {
  return rows.map((row) => {
    const listed = row.billable ? lists.get(row.code) : undefined;
    return listed ? { ...row, facts: listed } : row;
  });
}

/** One relation per place and kind: a printed note with several lines is one request that any of its codes answers. */
function relationsOf(lines: readonly NoteRow[]): Omit<CodeNote, 'text'>[] {
  // "Includes" names codes only in passing; it relates none.
  const relating = lines.filter(isRelation).filter(({ kind }) => kind !== 'includes');
  const groups = Map.groupBy(relating, ({ at, kind }) => `${at}:${kind}`);
  return [...groups.values()].flatMap((notes) => {
    const [first] = notes.filter(({ targets }) => targets.length > 0);
    if (!first) return [];
    const targets = new Map(notes.flatMap((note) => note.targets).map((range) => [JSON.stringify(range), range]));
    // The words "such as" may stand on a line of their own, above those that name codes.
    const isConditional = notes.some(({ conditional }) => conditional);
    return [
      { at: first.at, kind: first.kind, targets: [...targets.values()], ...(isConditional && { conditional: true }) },
    ];
  });
}
