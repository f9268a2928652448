import { AGE_GROUPS, type CodeFacts } from '#domain/codeset/catalog';

/** A list of facts, which of its releases, and what it says of one code: nothing when `facts` is empty. */
export interface ListSay {
  list: 'poa-exempt' | 'code-edits' | 'principal-edits' | 'severities';
  label: string;
  isStarter: boolean;
  facts: CodeFacts;
}

export interface FactLine {
  name: string;
  says: string;
  source: string;
  /** False for what the lists would say if there were something to watch for. */
  isNotable: boolean;
}

const LIST_NAMES: Record<ListSay['list'], string> = {
  'poa-exempt': 'POA-exempt list',
  'code-edits': 'Medicare Code Editor',
  'principal-edits': 'Medicare Code Editor',
  severities: 'MS-DRG severity list',
};

/** What the installed lists say of a billable diagnosis code, line by line, each with its list and version. */
export const factLines = (says: readonly ListSay[]): FactLine[] =>
  says.flatMap((say) => {
    const source = say.isStarter
      ? `starter set ${say.label}, from the ${LIST_NAMES[say.list]}`
      : `${LIST_NAMES[say.list]} ${say.label}`;
    return LINES[say.list](say.facts).map((line) => ({ ...line, source }));
  });

type Line = Omit<FactLine, 'source'>;
const notable = (name: string, says: string): Line => ({ name, says, isNotable: true });
const plain = (name: string, says: string): Line => ({ name, says, isNotable: false });

const LINES: Record<ListSay['list'], (facts: CodeFacts) => Line[]> = {
  'poa-exempt': ({ poaExempt }) => [
    poaExempt
      ? notable('POA indicator', 'exempt: none is reported')
      : plain('POA indicator', 'reported on inpatient claims'),
  ],
  'code-edits': ({ sex, ageGroup, manifestation }) => {
    const [from, to] = ageGroup ? AGE_GROUPS[ageGroup] : [];
    const lines = [
      sex && notable('Sex', `${sex} only`),
      ageGroup && notable('Age', from === to ? `${ageGroup}: under 1 year` : `${ageGroup}: ${from} to ${to} years`),
      manifestation && notable('Sequence', 'manifestation: never principal or first-listed'),
    ].filter((line) => line !== undefined);
    return lines.length > 0 ? lines : [plain('Sex, age, manifestation', 'no edit')];
  },
  'principal-edits': ({ unacceptablePrincipal, questionableAdmission }) => {
    if (unacceptablePrincipal) return [notable('Principal diagnosis', 'not accepted as principal on inpatient claims')];
    if (questionableAdmission) return [notable('Principal diagnosis', 'as principal it seldom justifies an admission')];
    return [plain('Principal diagnosis', 'no edit')];
  },
  severities: ({ severity }) => [
    severity === 'MCC'
      ? notable('MS-DRG severity', 'MCC: major complication or comorbidity')
      : severity === 'CC'
        ? notable('MS-DRG severity', 'CC: complication or comorbidity')
        : plain('MS-DRG severity', 'neither CC nor MCC'),
  ],
};
