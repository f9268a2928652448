import {
  CPT_CODE,
  hasNotice,
  licensedRelease,
  licensedRows,
  refuseTwice,
  wholeLines,
} from '#db/releases/cpt/licensed-text';
import type { FileReader } from '#db/releases/foreign-file';
import type { DescriptorKind } from '#db/schema/references';

const rowsIn = (head: string, split: (line: string) => string[] | undefined) =>
  wholeLines(head)
    .map(split)
    .filter((cells) => cells !== undefined);

/** `code⇥text`, as the long descriptors (LONGULT) have it. */
function tabbed(line: string): string[] | undefined {
  const [code = '', text, ...more] = line.split('\t');
  return CPT_CODE.test(code) && text?.trim() && more.length === 0 ? [code, text.trim()] : undefined;
}

/** A second code or a number of days is no text: those are edits. */
const isText = ([, text = '']: string[]) => /[a-z]/.test(text) && /\S\s+\S/.test(text);

/** `code text` in capitals, at most 28 (SHORTU) or 48 (MEDU) characters of text. */
function spaced(line: string): string[] | undefined {
  const [, code = '', text = ''] = /^(\S{5}) (\S.*)$/.exec(line.trimEnd()) ?? [];
  return CPT_CODE.test(code) && text === text.toUpperCase() ? [code, text] : undefined;
}

/** LONGULT: the codes themselves with their long descriptors. */
const longDescriptors: FileReader = {
  kind: 'codes',
  system: 'cpt',
  title: 'CPT long descriptors (LONGULT)',
  recognises: (head) => hasNotice(head) && !HEADINGS.test(head) && rowsIn(head, tabbed).some(isText),
  read: async (file, stated) => {
    const rows = await licensedRows(file, tabbed);
    refuseTwice(file, rows, 0);
    const codes = rows.map(({ cells: [code = '', title = ''] }) => ({ code, title, billable: true }));
    return [{ ...licensedRelease(file, stated, 'codes'), codes }];
  },
};

const LONGEST_SHORT = 28;
const LONGEST_MEDIUM = 48;

/** SHORTU and MEDU have one shape; the longest text tells them apart. */
const capitals = (kind: 'short' | 'medium', title: string, fits: (longest: number) => boolean): FileReader => ({
  kind: 'cpt-descriptors',
  system: 'cpt',
  title,
  recognises: (head) => {
    const lengths = rowsIn(head, spaced).map(([, text = '']) => text.length);
    return hasNotice(head) && lengths.length > 0 && fits(Math.max(...lengths));
  },
  read: async (file, stated) => {
    const rows = await licensedRows(file, spaced);
    refuseTwice(file, rows, 0);
    const descriptors = rows.map(({ cells: [code = '', text = ''] }) => ({ code, kind, text }));
    return [{ ...licensedRelease(file, stated, 'cpt-descriptors', kind), descriptors }];
  },
});

const CONSUMER = /^Concept Id\tCPT Code\tConsumer Friendly Descriptor\s*$/im;
const CLINICIAN = /^Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\s*$/im;
const HEADINGS = /^Concept Id\tCPT Code\t/im;

/** Tables with a line of headings. A code may have several clinician descriptors: they stand in one text, a line each. */
const headed = (kind: DescriptorKind, title: string, heading: RegExp, textAt: number): FileReader => ({
  kind: 'cpt-descriptors',
  system: 'cpt',
  title,
  recognises: (head) => heading.test(head),
  read: async (file, stated) => {
    const rows = await licensedRows(file, (line) => {
      const cells = line.split('\t');
      return CPT_CODE.test(cells[1] ?? '') && cells[textAt]?.trim() ? cells : undefined;
    });
    const texts = new Map<string, string[]>();
    for (const { cells } of rows) {
      const [code = '', text = ''] = [cells[1], cells[textAt]?.trim()];
      texts.set(code, [...(texts.get(code) ?? []), text]);
    }
    const descriptors = [...texts].map(([code, lines]) => ({ code, kind, text: [...new Set(lines)].join('\n') }));
    return [{ ...licensedRelease(file, stated, 'cpt-descriptors', kind), descriptors }];
  },
});

/** The files of an organisation's CPT licence that hold texts of codes, in the layout of the standard data files. */
export const cptDescriptorReaders: readonly FileReader[] = [
  longDescriptors,
  capitals('short', 'CPT short descriptors (SHORTU)', (longest) => longest <= LONGEST_SHORT),
  capitals(
    'medium',
    'CPT medium descriptors (MEDU)',
    (longest) => longest > LONGEST_SHORT && longest <= LONGEST_MEDIUM,
  ),
  headed('consumer', 'CPT consumer descriptors', CONSUMER, 2),
  headed('clinician', 'CPT clinician descriptors', CLINICIAN, 3),
];
