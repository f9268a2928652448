import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { FileReader, ForeignFile } from '#db/releases/foreign-file';
import { icd10cmConversionTable } from '#db/releases/icd10cm/conversion-table-reader';
import {
  icd10cmDrugs,
  icd10cmExternalCauses,
  icd10cmIndex,
  icd10cmNeoplasms,
} from '#db/releases/icd10cm/index-readers';
import { ccList, codeEditsList, mccList, poaExemptList, principalEditsList } from '#db/releases/icd10cm/list-readers';
import { READERS } from '#db/releases/readers';
import { recognise } from '#db/releases/recognise';
import { asText } from '#db/releases/spreadsheet';
import { foreignText } from './foreign-text.ts';
import { collectLines, readOfficial, readOne } from './official-releases.ts';
import { CODESETS_DIR } from './open-catalog.ts';

/** Reads a text with the one reader that takes it for its own. */
async function readAs(expected: FileReader, text: string, stated = {}) {
  const recognised = await recognise(foreignText(text, { name: 'file' }), READERS);
  expect(recognised.verdict === 'read' && recognised.reader.title).toBe(expected.title);
  const [content, ...more] = await expected.read(foreignText(text, { name: 'file', size: 50 }), stated);
  if (!content || more.length > 0) throw new Error('not one release');
  return content;
}

describe('alphabetic index, external causes and tables', () => {
  const index = (body: string, title = 'ICD-10-CM INDEX TO DISEASES and INJURIES') =>
    `<?xml version="1.0"?><ICD10CM.index><version>2031</version><title>${title}</title>${body}</ICD10CM.index>`;
  const MAIN = index(`<letter><title>D</title>
    <mainTerm><title>Dementia<nemod>(degenerative (primary))</nemod><nemod>(old age)</nemod> NEC</title><code>F03.90</code>
      <term level="1"><title>in</title>
        <term level="2"><title>Alzheimer's disease</title><see>Disease, Alzheimer's</see></term>
        <term level="2"><title>Parkinson's disease</title><code>G20.-</code><manif>[F02.80]</manif></term></term>
      <term level="1"><title>with lightning</title><subcat>T75.0</subcat></term>
      <term level="1"><title>by category</title><seecat>F03</seecat><seeAlso>Senility</seeAlso></term>
    </mainTerm></letter>`);
  test('main terms and subterms to any depth, as printed', async () => {
    const { kind, label, indexTerms } = await readAs(icd10cmIndex, MAIN);
    expect([kind, label]).toEqual(['index', 'FY2031']);
    expect(indexTerms).toEqual([
      {
        level: 0,
        letter: 'D',
        title: 'Dementia NEC',
        nonEssential: '(degenerative (primary)) (old age)',
        code: 'F03.90',
      },
      { level: 1, letter: 'D', title: 'in', parent: 0 },
      { level: 2, letter: 'D', title: "Alzheimer's disease", parent: 1, see: "Disease, Alzheimer's" },
      { level: 2, letter: 'D', title: "Parkinson's disease", parent: 1, code: 'G20.-', manifestation: 'F02.80' },
      { level: 1, letter: 'D', title: 'with lightning', parent: 0, see: 'subcategory T75.0' },
      { level: 1, letter: 'D', title: 'by category', parent: 0, see: 'category F03', seeAlso: 'Senility' },
    ]);
  });
  test('external causes have a schema in common with the index and a title of their own', async () => {
    const text = index(
      '<letter><title>A</title><mainTerm><title>Abuse</title><code>X58</code></mainTerm></letter>',
      'ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX',
    );
    expect((await readAs(icd10cmExternalCauses, text)).kind).toBe('external-causes');
  });
  const table = (head: string, cells: string) =>
    `<ICD10CM.index><version>2031</version><indexHeading><head col="1">${head}</head><head col="2">A</head></indexHeading>
     <letter><title>N</title><mainTerm><title>Tongue</title><manif>floor of mouth</manif>${cells}</mainTerm></letter></ICD10CM.index>`;
  const CELLS = '<cell col="2">C02.9</cell><cell col="3">C79.8-</cell><cell col="7">--</cell>';
  test.each([
    ['Neoplasm', icd10cmNeoplasms],
    ['Substance', icd10cmDrugs],
  ])('%s: six columns, empty cells and dashes kept', async (head, reader) => {
    const { indexTerms } = await readAs(reader, table(head, CELLS));
    const cells = ['C02.9', 'C79.8-', '', '', '', '--'];
    expect(indexTerms).toEqual([{ level: 0, letter: 'N', title: 'Tongue', nonEssential: '[floor of mouth]', cells }]);
  });
  test.each([
    [icd10cmIndex, MAIN.replace('<version>2031</version>', ''), {}, 'does not say of which year it is'],
    [icd10cmIndex, MAIN, { label: 'FY2030' }, 'file:1: is of FY2031, not of FY2030'],
    [icd10cmIndex, MAIN.replace('<title>in</title>', ''), {}, 'a term has no title'],
    [icd10cmIndex, MAIN.slice(0, -30), {}, 'is not well-formed XML'],
    [icd10cmIndex, index('<letter><title>A</title></letter>'), {}, 'has no terms'],
    [
      icd10cmIndex,
      index('<letter><title>A</title><term level="1"><title>x</title></term></letter>'),
      {},
      'a term stands astray',
    ],
    [icd10cmDrugs, table('Substance', '<cell col="8">x</cell>'), {}, 'column 8 is none of the table'],
  ])('%# is refused', async (reader, text, stated, problem) => {
    await expect(reader.read(foreignText(text, { name: 'file' }), stated)).rejects.toThrow(problem);
  });
  test('an update within the year is stated by its first day', async () => {
    expect((await readAs(icd10cmIndex, MAIN, { effectiveFrom: '2031-04-01' })).effectiveFrom).toBe('2031-04-01');
  });
});

describe('lists', () => {
  const POA =
    'Order31\tPOAexemptCode\tDescription\n01238\tB90.0\tSequelae\n01239\tW03.XXXA\t"Fall, initial"\n01240\tZ91.89\tOther\n';
  const EDITS =
    '"icd_code","icd_description","icd_conflict_group","icd_conflict_rule"\n"A33","x ""y""","Age","Perinatal/Newborn (Age 0 Only)"\n"A33","x","Sex","Male Only"\n';
  const V36 =
    'MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\tICD_Code_Type\tICD_Code\tICD_Desc\n36\t10\t8\tA\tPrincipal_Unacceptable\tD\tB9561\tx\n36\t10\t4\tA\tNewborn_Only\tD\tA33\tx\n36\t10\t9\tA\tPrincipal_Questionable_Admit\tD\tZ0000\tx\n36\t10\t4\tA\tFemale_Only\tP\t0U5\tx\n';
  const CC = '"icd_code","icd_description","dx_type"\n"A00.0","Cholera","CC"\n';
  test('POA exempt: the year from the first line', async () => {
    const list = await readAs(poaExemptList, POA);
    expect([list.kind, list.label, list.effectiveFrom]).toEqual(['poa-exempt', 'FY2031', '2030-10-01']);
    expect(list.listedFacts).toEqual([
      { code: 'B900', facts: { poaExempt: true } },
      { code: 'W03XXXA', facts: { poaExempt: true } },
      { code: 'Z9189', facts: { poaExempt: true } },
    ]);
  });
  test('a list of additions is not taken for the whole list', async () => {
    const additions = 'Order26\tPOAexemptCode\tDescription\n30389\tQ87.87\tHao-Fountain Syndrome\n';
    expect((await recognise(foreignText(additions), READERS)).verdict).toBe('not-needed');
  });
  test('conflicts: facts of a code with several are one row', async () => {
    const list = await readAs(codeEditsList, EDITS, { label: 'v42' });
    expect([list.label, list.effectiveFrom]).toEqual(['v42', '2024-10-01']);
    expect(list.listedFacts).toEqual([{ code: 'A33', facts: { ageGroup: 'newborn', sex: 'male' } }]);
  });
  test('principal: the version from the lines, unacceptable diagnoses and questionable admissions only', async () => {
    const list = await readAs(principalEditsList, V36);
    expect([list.label, list.effectiveFrom]).toEqual(['v36', '2018-10-01']);
    expect(list.listedFacts).toEqual([
      { code: 'B9561', facts: { unacceptablePrincipal: true } },
      { code: 'Z0000', facts: { questionableAdmission: true } },
    ]);
  });
  test('CC and MCC are told apart and stand side by side', async () => {
    const cc = await readAs(ccList, CC, { label: 'v41.1' });
    const mcc = await readAs(mccList, CC.replaceAll('"CC"', '"MCC"'), { label: 'v41.1' });
    expect([cc.label, mcc.label, cc.effectiveFrom]).toEqual(['v41.1-CC', 'v41.1-MCC', '2024-04-01']);
    expect(mcc.listedFacts).toEqual([{ code: 'A000', facts: { severity: 'MCC' } }]);
  });
  test.each([
    [poaExemptList, `${POA}x\tB91\tSequelae`, {}, 'file:5: is no line of this list'],
    [poaExemptList, `${POA}01241\tB90.0\tSequelae`, {}, 'file:5: B900 stands here a second time'],
    [
      poaExemptList,
      POA.split('\n').slice(0, -2).join('\n'),
      {},
      'file: ends with W03XXXA, where the list goes on to Z',
    ],
    [poaExemptList, POA.replace('31', '26'), {}, 'has 3 codes where FY2026 has 38349: it is incomplete'],
    [principalEditsList, V36.replaceAll('36\t', '37\t'), {}, 'has 4 lines where v37 has 14153: it is incomplete'],
    [poaExemptList, POA, { label: 'FY2030' }, 'file:1: is of FY2031, not of FY2030'],
    [codeEditsList, EDITS, {}, 'has 2 lines where v41.1 has 7946'],
    [codeEditsList, EDITS, { label: 'newest' }, '“newest” is no version such as v41.1'],
    [codeEditsList, `${EDITS}"A34","x","Age","Ages 5-7"`, { label: 'v42' }, 'file:4: is no line of this list'],
    [principalEditsList, V36.replace('36\t10\t4\tA\tF', '38\t10\t4\tA\tF'), {}, 'has lines of v36 and of v38'],
    [principalEditsList, V36, { label: 'v38' }, 'file:2: is v36, not v38 as stated'],
    [principalEditsList, V36.replaceAll('Principal_', 'Other_'), {}, 'lists no code'],
    [ccList, `${CC}"A00.1","x","MCC"`, { label: 'v42' }, 'file:3: is no line of this list'],
  ])('%# is refused', async (reader, text, stated, problem) => {
    await expect(reader.read(foreignText(text, { name: 'file' }), stated)).rejects.toThrow(problem);
  });
});

describe('conversion table', () => {
  const cell = (reference: string, text: string) =>
    /^\d+$/.test(text)
      ? `<c r="${reference}"><v>${text}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
  /** A row whose second cell refers to the first shared text. */
  const LAST = '<row><c r="B9" t="s"><v>0</v></c></row>';
  function workbook(rows: string[][], shared: string[] = []): ForeignFile {
    const sheet = rows.map(
      (cells, at) => `<row>${cells.map((text, column) => cell(`${'ABC'[column]}${at + 1}`, text)).join('')}</row>`,
    );
    const bytes = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet><sheetData>${sheet.join('')}${shared.length > 0 ? LAST : ''}</sheetData></worksheet>`,
      ),
      'xl/sharedStrings.xml': strToU8(
        `<sst>${shared.map((text) => `<si><r><t>${text}</t></r><r><t>-again</t></r></si>`).join('')}</sst>`,
      ),
    });
    return {
      name: 'table.xlsx',
      chunks: async function* chunks() {
        yield bytes;
      },
    };
  }
  const HEAD = [
    ['ICD-10-CM. This FY 2031 (October 1, 2030) Conversion Table …'],
    ['Current code assignment', 'Effective', 'Previous Code(s) Assignment'],
  ];
  test('a spreadsheet as text: cells in their columns, shared texts in runs, numbers as they are', async () => {
    const lines = await collectLines(asText(workbook([['A1', '45017'], ['only']], ['shared'])));
    expect(lines).toEqual(['Spreadsheet', 'A1\t45017', 'only', '\tshared-again']);
  });
  test('one row for each code before, ranges kept, days and years read', async () => {
    const rows = [
      ['C50.A0', '2030', 'C50.919, C50.929'],
      ['H36.811 ', '45017', 'H35.20-H35.23 and H35.30'],
      ['W453XXA', '2030', 'Codes in Categories T15-T19'],
      ['M04.8', '2030', 'None'],
    ];
    const file = workbook([...HEAD, ...rows]);
    const recognised = await recognise(file, READERS);
    if (recognised.verdict !== 'read') throw new Error('not recognised');
    expect(recognised.reader).toBe(icd10cmConversionTable);
    const [table] = await recognised.reader.read(recognised.file, {});
    expect([table?.label, table?.effectiveFrom]).toEqual(['FY2031', '2030-10-01']);
    expect(table?.conversions.map(({ code, previous, since }) => `${code} ${previous} ${since}`)).toEqual([
      'C50A0 C50919 2030-10-01',
      'C50A0 C50929 2030-10-01',
      'H36811 H3520-H3523 2023-04-01',
      'H36811 H3530 2023-04-01',
      'W453XXA T15-T19 2030-10-01',
    ]);
  });
  test.each([
    [['C50 A0x', '2030', 'C50.9'], 'table.xlsx:3: “C50 A0x” is no code'],
    [['C50.A0', 'soon', 'C50.9'], 'table.xlsx:3: “soon” is no year and no day'],
    [['C50.A0', '2030', 'several'], 'table.xlsx:3: “several” names no code'],
  ])('%j is refused with its row', async (row, problem) => {
    await expect(icd10cmConversionTable.read(asText(workbook([...HEAD, row])), {})).rejects.toThrow(problem);
  });
  test('other spreadsheets are told as not needed, damaged ones refused', async () => {
    const repeating = workbook([
      ['Order26', 'POAexemptCode'],
      ['01238', 'B90.0'],
    ]);
    expect((await recognise(repeating, READERS)).verdict).toBe('not-needed');
    const damaged: ForeignFile = {
      name: 'table.xlsx',
      async *chunks() {
        for await (const bytes of workbook(HEAD).chunks()) yield bytes.slice(0, -30);
      },
    };
    await expect(recognise(damaged, READERS)).rejects.toThrow('is a damaged zip archive');
  });
});

describe.skipIf(!CODESETS_DIR)('the files at hand (needs CODESETS_DIR)', () => {
  test.each([
    ['icd10cm/icd10cm-drug-April-1-2026-XML.xml.gz', 'drugs', 7_430],
    ['icd10cm/icd10cm-neoplasm-April-1-2026-XML.xml.gz', 'neoplasms', 1_940],
    ['icd10cm/icd10cm-eindex-April-1-2026-XML.xml.gz', 'external-causes', 8_090],
  ] as const)('%s: %s, %i terms', async (path, kind, terms) => {
    const content = await readOne(path);
    expect([content.kind, content.label, content.indexTerms.length]).toEqual([kind, 'FY2026', terms]);
    for (const [at, { parent, level }] of content.indexTerms.entries())
      if (parent !== undefined) expect([parent < at, content.indexTerms[parent]?.level]).toEqual([true, level - 1]);
  });
  test.each([
    ['edits/MCE_v41.1_code_edits_FY2024.csv.gz', 'code-edits', 'v41.1', 5_343, 7_946],
    ['edits/MCE_Simple_Code_Edits_v37_FY2020.txt.gz', 'principal-edits', 'v37', 2_433, 2_433],
    ['edits/MSDRG_v41.1_CC_list.csv.gz', 'severities', 'v41.1-CC', 14_885, 14_885],
    ['edits/MSDRG_v41.1_MCC_list.csv.gz', 'severities', 'v41.1-MCC', 3_330, 3_330],
    ['icd10cm/POAexemptCodesFY26.zip', 'poa-exempt', 'FY2026', 38_349, 38_349],
  ] as const)('%s: %s %s, %i codes', async (path, kind, label, codes, facts) => {
    const [content] = await readOfficial(path);
    expect([content?.kind, content?.label, content?.listedFacts.length]).toEqual([kind, label, codes]);
    expect(content?.listedFacts.reduce((sum, row) => sum + Object.keys(row.facts).length, 0)).toBe(facts);
  });
});
