import {
  CC_LIST,
  CODE_EDITS,
  MCC_LIST,
  POA_EXEMPT,
  readOfficialText,
  SIMPLE_CODE_EDITS,
} from '#db/releases/official-files';
import type { CodeFacts } from '#domain/codeset/catalog';

/** What the conflict lists of the Medicare Code Editor mean as facts of a code. */
const RULE_FACTS: Record<string, CodeFacts> = {
  'Female Only': { sex: 'female' },
  'Male Only': { sex: 'male' },
  'Perinatal/Newborn (Age 0 Only)': { ageGroup: 'newborn' },
  'Pediatric (Ages 0-17)': { ageGroup: 'pediatric' },
  'Maternity (Ages 9-64)': { ageGroup: 'maternity' },
  'Adult (Ages 15-124)': { ageGroup: 'adult' },
  'Manifestation (Not Allowed as Principal Diagnosis)': { manifestation: true },
};

/** What the lists of v37 about principal diagnoses mean. */
const PRINCIPAL_FACTS: Record<string, CodeFacts> = {
  Principal_Unacceptable: { unacceptablePrincipal: true },
  Principal_Questionable_Admit: { questionableAdmission: true },
};

const canonical = (code: string) => code.replace('.', '').trim();

/** Cells of a line of the derived CSV lists: every cell is quoted. */
const cellsOf = (line: string) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1] ?? '');

/**
 * Facts of ICD-10-CM codes from the official lists: POA exempt (FY2026), sex, age and manifestation conflicts (MCE
 * v41.1), unacceptable principal diagnosis and questionable admission (MCE v37, the newest whole list at hand), CC and MCC (MS-DRG v41.1). The
 * lists are of several years: use a fact only for a code the release has.
 */
export function readDiagnosisFacts(root: string): Map<string, CodeFacts> {
  const facts = new Map<string, CodeFacts>();
  const add = (code: string, more: CodeFacts) => facts.set(canonical(code), { ...facts.get(canonical(code)), ...more });
  for (const line of readOfficialText(root, ...POA_EXEMPT)
    .split('\n')
    .slice(1)) {
    const code = line.split('\t')[1];
    if (code) add(code, { poaExempt: true });
  }
  for (const line of readOfficialText(root, CODE_EDITS).split('\n').slice(1)) {
    const [code, , , rule] = cellsOf(line);
    if (code && rule) add(code, RULE_FACTS[rule] ?? {});
  }
  for (const line of readOfficialText(root, SIMPLE_CODE_EDITS).split('\n').slice(1)) {
    const [, , , , edit, type, code] = line.split('\t');
    const fact = PRINCIPAL_FACTS[edit ?? ''];
    if (code && type === 'D' && fact) add(code, fact);
  }
  for (const [path, severity] of [
    [CC_LIST, 'CC'],
    [MCC_LIST, 'MCC'],
  ] as const)
    for (const line of readOfficialText(root, path).split('\n').slice(1)) {
      const [code] = cellsOf(line);
      if (code) add(code, { severity });
    }
  return facts;
}
