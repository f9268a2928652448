import { agreedYear } from '#db/releases/fiscal-year';
import { type FileReader, ForeignFileError } from '#db/releases/foreign-file';
import {
  grouperVersion,
  type ListedLine,
  listedCode,
  listRelease,
  readList,
  statedVersion,
} from '#db/releases/icd10cm/listed-facts';
import { refuseEarlyEnd, refusePart } from '#db/releases/whole-list';
import type { CodeFacts } from '#domain/codeset/catalog';

/** The editions at hand of the lists that say which they are. */
const POA_EDITIONS = [{ label: 'FY2026', count: 38_349 }];
const PRINCIPAL_EDITIONS = [{ label: 'v37', count: 14_153 }];

/** Cells of a line in which every cell is quoted. */
const quotedCells = (line: string) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1] ?? '');

const says = (written: string | undefined, facts: CodeFacts | undefined): ListedLine | undefined => {
  const code = listedCode(written);
  return code && facts ? { code, facts } : undefined;
};

/**
 * Codes exempt from the present-on-admission indicator (OG Appendix I). A list of additions has the same first line; the
 * whole list begins with the sequelae B90.
 */
export const poaExemptList: FileReader = {
  kind: 'poa-exempt',
  system: 'icd10cm',
  title: 'POA exempt list',
  recognises: (head) => /^\uFEFF?Order\d\d\tPOAexemptCode\tDescription\r?\n\d{5}\tB90/.test(head),
  async read(file, stated) {
    const { header, listedFacts, lines } = await readList(file, (text) => {
      const [order = '', code] = text.split('\t');
      return /^\d{5}$/.test(order) ? says(code, { poaExempt: true }) : undefined;
    });
    const period = agreedYear(file, `FY20${/^Order(\d\d)/.exec(header)?.[1]}`, stated, 1);
    refusePart(file, { label: period.label, count: lines }, { what: 'codes', editions: POA_EDITIONS, stated });
    refuseEarlyEnd(file, listedFacts.at(-1)?.code, 'Z');
    return [listRelease('poa-exempt', period, listedFacts)];
  },
};

/** What the conflict rules of the Medicare Code Editor mean as facts of a code. */
const RULES: Record<string, CodeFacts> = {
  'Female Only': { sex: 'female' },
  'Male Only': { sex: 'male' },
  'Perinatal/Newborn (Age 0 Only)': { ageGroup: 'newborn' },
  'Pediatric (Ages 0-17)': { ageGroup: 'pediatric' },
  'Maternity (Ages 9-64)': { ageGroup: 'maternity' },
  'Adult (Ages 15-124)': { ageGroup: 'adult' },
  'Manifestation (Not Allowed as Principal Diagnosis)': { manifestation: true },
};

/** Sex, age and manifestation conflicts of the Medicare Code Editor. */
export const codeEditsList: FileReader = {
  kind: 'code-edits',
  system: 'icd10cm',
  title: 'Medicare Code Editor list of age, sex and manifestation conflicts',
  recognises: (head) => /^\uFEFF?"icd_code","icd_description","icd_conflict_group","icd_conflict_rule"/.test(head),
  async read(file, stated) {
    const { listedFacts, lines } = await readList(file, (text) => {
      const [code, , , rule = ''] = quotedCells(text);
      return says(code, RULES[rule]);
    });
    const version = statedVersion(file, { label: 'v41.1', lines: 7_946 }, lines, stated);
    return [listRelease('code-edits', version, listedFacts)];
  },
};

/** The edits of a principal diagnosis in the Medicare Code Editor. */
const PRINCIPAL_EDITS: Record<string, CodeFacts> = {
  Principal_Unacceptable: { unacceptablePrincipal: true },
  Principal_Questionable_Admit: { questionableAdmission: true },
};

/**
 * Unacceptable principal diagnoses and questionable admissions of the Medicare Code Editor. The file has its other edits
 * as well: age, sex and manifestation are taken from the newer list above, those of procedures from none.
 */
export const principalEditsList: FileReader = {
  kind: 'principal-edits',
  system: 'icd10cm',
  title: 'Medicare Code Editor list of principal diagnosis edits',
  recognises: (head) => /^\uFEFF?MCE_Version\tICD_Version\tMCE_Section\t/.test(head),
  async read(file, stated) {
    const versions = new Set<string>();
    const { listedFacts, lines } = await readList(file, (text) => {
      const [version = '', icd, , , edit = '', type, code] = text.split('\t');
      if (icd !== '10' || code === undefined) return undefined;
      versions.add(version);
      const facts = type === 'D' ? PRINCIPAL_EDITS[edit] : undefined;
      return facts ? says(code, facts) : 'not-kept';
    });
    const [version = '', other] = versions;
    if (other !== undefined) throw new ForeignFileError(file.name, `has lines of v${version} and of v${other}`);
    const said = grouperVersion(file, version);
    if (stated.label !== undefined && stated.label !== said.label)
      throw new ForeignFileError(file.name, `is ${said.label}, not ${stated.label} as stated`, 2);
    refusePart(file, { label: said.label, count: lines }, { what: 'lines', editions: PRINCIPAL_EDITIONS, stated });
    return [listRelease('principal-edits', said, listedFacts)];
  },
};

/** Complications and comorbidities, and the major ones: two files of one version, each a release of its own. */
const severityList = (severity: 'CC' | 'MCC', title: string, known: number): FileReader => ({
  kind: 'severities',
  system: 'icd10cm',
  title,
  recognises: (head) =>
    new RegExp(String.raw`^\uFEFF?"icd_code","icd_description","dx_type"\r?\n.*"${severity}"\s`).test(head),
  async read(file, stated) {
    const { listedFacts, lines } = await readList(file, (text) => {
      const [code, , type] = quotedCells(text);
      return type === severity ? says(code, { severity }) : undefined;
    });
    const version = statedVersion(file, { label: 'v41.1', lines: known }, lines, stated);
    return [listRelease('severities', { ...version, label: `${version.label}-${severity}` }, listedFacts)];
  },
});

export const ccList = severityList('CC', 'MS-DRG list of complications and comorbidities', 14_885);
export const mccList = severityList('MCC', 'MS-DRG list of major complications and comorbidities', 3_330);
