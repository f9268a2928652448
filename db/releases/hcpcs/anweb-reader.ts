import {
  type FileReader,
  type ForeignFile,
  ForeignFileError,
  linesOf,
  type StatedIdentity,
} from '#db/releases/foreign-file';
import { collectRecords, type HcpcsRecords } from '#db/releases/hcpcs/anweb-records';
import { isEnded, newestChange, type Quarter, quarterOf } from '#db/releases/hcpcs/quarter';
import { officialRelease, type ReleaseContent } from '#db/releases/release-content';
import { refuseEarlyEnd, refusePart } from '#db/releases/whole-list';

/** A code or modifier, a sequence number, a record kind that opens something, and room for the fields behind the text. */
const FIRST_RECORD = /^(?:[A-V]\d{4}| {3}[0-9A-Z]{2})\d{5}[37].{282}/;

/** The quarter at hand, with the codes it lists as terminated. */
const EDITIONS = [{ label: '2025Q1', count: 8_259 }];

/** HCPCS Level II, the ANWEB file of a quarter: its codes with their facts, its modifiers, and the codes it lists as terminated. */
export const hcpcsAnwebReader: FileReader = {
  kind: 'codes',
  system: 'hcpcs',
  title: 'HCPCS Level II file (ANWEB)',
  recognises: (head) => FIRST_RECORD.test(head.trimStart().length < head.length ? head.replace(/^\s*\n/, '') : head),
  read: async (file, stated) => {
    const records = await readRecords(file);
    const quarter = quarterIn(file, records, stated);
    const count = records.codes.length;
    refusePart(file, { label: quarter.label, count }, { what: 'codes', editions: EDITIONS, stated });
    refuseEarlyEnd(file, records.codes.at(-1)?.code, 'V');
    return [inForce(records, quarter), terminated(records, quarter)];
  },
};

async function readRecords(file: ForeignFile): Promise<HcpcsRecords> {
  const collector = collectRecords();
  for await (const { text, number } of linesOf(file)) {
    const problem = collector.add(text);
    if (problem) throw new ForeignFileError(file.name, problem, number);
  }
  const records = collector.records();
  const codes = new Set<string>();
  for (const { code } of records.codes) {
    if (codes.has(code)) throw new ForeignFileError(file.name, `${code} stands twice`);
    codes.add(code);
  }
  return records;
}

/** What a person stated has to agree with what the file says. */
function quarterIn(file: ForeignFile, records: HcpcsRecords, { label }: StatedIdentity): Quarter {
  const day = newestChange(records);
  if (!day) throw new ForeignFileError(file.name, 'no code says when it took effect, so the quarter is unknown');
  const quarter = quarterOf(day);
  if (label && label !== quarter.label)
    throw new ForeignFileError(file.name, `its newest change is of ${day}, so it is ${quarter.label} and not ${label}`);
  return quarter;
}

const inForce = ({ codes, modifiers }: HcpcsRecords, quarter: Quarter): ReleaseContent => ({
  ...officialRelease({ kind: 'codes', system: 'hcpcs', label: quarter.label, effectiveFrom: quarter.effectiveFrom }),
  codes: codes.filter((row) => !isEnded(quarter)(row)),
  modifiers: modifiers.map(({ code, title, kind }) => ({ code, title, kind })),
});

/** Named like the starter set's own: a code of the past is then known as such and not taken for a typing error. */
const terminated = ({ codes }: HcpcsRecords, quarter: Quarter): ReleaseContent => ({
  ...officialRelease({
    kind: 'codes',
    system: 'hcpcs',
    label: `before-${quarter.label}`,
    effectiveFrom: FIRST_YEAR,
    effectiveTo: quarter.dayBefore,
    coverage: 'differences',
  }),
  codes: codes.filter(isEnded(quarter)),
});

/** HCPCS began in 1983. */
const FIRST_YEAR = '1983-01-01';
