import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CITATION } from '#domain/chart/answer-key';
import { type CodeEntry, type CodeNote, makeCatalog } from '#domain/codeset/catalog';
import type { Code, CodeSystem } from '#domain/codeset/code';
import type { CodedSheet, EncounterForEdits } from '#domain/codeset/edit-finding';
import { editFindings } from '#domain/codeset/edits';

const entry = (system: CodeSystem, code: string, rest: Partial<CodeEntry> = {}): CodeEntry => ({
  system,
  code: code as Code,
  title: code,
  billable: true,
  notes: [],
  facts: {},
  ...rest,
});
const cm = (code: string, rest: Partial<CodeEntry> = {}) => entry('icd10cm', code, rest);
const px = (code: string, procedure: Partial<NonNullable<CodeEntry['facts']['procedure']>> = {}) =>
  entry('px', code, { facts: { procedure: { family: 'f', ...procedure } } });
const note = (kind: CodeNote['kind'], at: string, ...targets: string[]): CodeNote => ({
  kind,
  at,
  targets: targets.map((code) => ({ from: code, to: code })),
  text: 'Named codes.',
});
const printed = (kind: CodeNote['kind'], at: string, text: string, ...targets: string[]): CodeNote => ({
  ...note(kind, at, ...targets),
  text,
  printed: true,
});
const sevenths = { seventhCharacters: { A: 'initial encounter', D: 'subsequent encounter', S: 'sequela' } };
const weeks: CodeNote = { ...note('use-additional', 'chapter 15', 'Z3A'), conditional: true };

const catalog = makeCatalog({
  pins: { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1', px: '2026' },
  on: '2025-02-04',
  entries: [
    cm('I10', { notes: [note('excludes1', 'I10', 'I11')] }),
    cm('I110', { notes: [note('use-additional', 'I110', 'I50')] }),
    cm('I11', { billable: false }),
    cm('I509', { notes: [note('code-first', 'I50', 'I11')] }),
    cm('E1122'),
    cm('G92', { notes: [{ ...note('code-first', 'G92', 'T36'), conditional: true }] }),
    cm('F0280', { facts: { manifestation: true } }),
    cm('M1040', { notes: [printed('code-first', 'M104', 'associated condition')] }),
    cm('N08', { facts: { manifestation: true }, notes: [printed('code-first', 'N08', 'underlying disease')] }),
    cm('L03', {
      notes: [
        printed('excludes1', 'L00-L08', 'viral skin infection (B00-B09)', 'B00'),
        printed('excludes1', 'L03', 'eosinophilic cellulitis [Wells] (L98.3)', 'L983'),
        printed('use-additional', 'L03', `code to identify organism: ${'staphylococcus (B95.8); '.repeat(20)}`, 'B958'),
      ],
    }),
    cm('B009'),
    cm('B958'),
    cm('L983'),
    cm('K0381'),
    cm('E669', { facts: { questionableAdmission: true } }),
    cm('Z370', { facts: { unacceptablePrincipal: true, poaExempt: true } }),
    cm('O800', { facts: { ageGroup: 'maternity', sex: 'female' } }),
    cm('T360X1A'),
    cm('T360X5A'),
    cm('T3696XA'),
    cm('O24410', { title: 'Gestational diabetes mellitus in pregnancy, diet controlled', notes: [weeks] }),
    cm('O24430', { title: 'Gestational diabetes mellitus in the puerperium, diet controlled', notes: [weeks] }),
    cm('O039', { title: 'Complete or unspecified spontaneous abortion without complication', notes: [weeks] }),
    cm('Z3A30'),
    cm('W03', { billable: false, facts: sevenths }),
    cm('W03XXXA', { facts: sevenths }),
    cm('S93401', { billable: false, facts: sevenths }),
    cm('S93401A', { facts: sevenths }),
    cm('S52501B'),
    cm('S52501E'),
    cm('Y9366'),
    cm('Y9361'),
    cm('M170', { title: 'Bilateral primary osteoarthritis of knee' }),
    cm('M1711', { title: 'Unilateral primary osteoarthritis, right knee' }),
    cm('M1712', { title: 'Unilateral primary osteoarthritis, left knee' }),
    cm('H2511', { title: 'Age-related nuclear cataract, right eye' }),
    cm('H2512', { title: 'Age-related nuclear cataract, left eye' }),
    cm('H2513', { title: 'Age-related nuclear cataract, bilateral' }),
    cm('H2510', { title: 'Age-related nuclear cataract, unspecified eye' }),
    entry('icd10pcs', '0SR', { billable: false }),
    entry('icd10pcs', '0SR90J9'),
    entry('hcpcs', 'J3301', { facts: { hcpcs: { addedOn: '2025-02-04', endedOn: '2025-02-04' } } }),
    entry('hcpcs', 'A0425'),
    entry('hcpcs', 'A0427'),
    entry('hcpcs', 'J3302', { facts: { hcpcs: { endedOn: '2025-02-03' } } }),
    entry('hcpcs', 'J3303', { facts: { hcpcs: { addedOn: '2025-02-05' } } }),
    px('PX100', { laterality: true, includes: ['PX101'], maxUnits: 2 }),
    px('PX101'),
    px('PX102', { addOnTo: ['PX100'], exclusiveWith: ['PX103'] }),
    px('PX103'),
    px('PX104', { sites: ['hand-digit'] }),
  ],
  modifiers: [
    { code: 'LT', title: 'Left', kind: 'anatomic' },
    { code: 'RT', title: 'Right', kind: 'anatomic' },
    { code: 'F1', title: 'Left index finger', kind: 'anatomic' },
    { code: '5B', title: 'Both sides', kind: 'practice' },
    { code: 'XS', title: 'Another structure', kind: 'distinct' },
  ],
  elsewhere: ['icd10cm:E1399'],
  pcsValues: new Map([
    ['0SR:7:Z', 'No Qualifier'],
    ...[...'0SR90J9'].slice(3).map((value, at) => [`0SR:${at + 4}:${value}`, value] as const),
  ]),
  knowsPoa: (code) => !code.startsWith('K'),
  covers: (system, code) => system !== 'icd10cm' || !code.startsWith('Q'),
});

const clinic: EncounterForEdits = { setting: 'professional', age: 40, sex: 'female' };
const stay: EncounterForEdits = { setting: 'inpatient', age: 40, sex: 'female' };
const diagnoses = (...codes: string[]): CodedSheet => ({
  diagnoses: codes.map((code) => ({ code })),
  procedures: [],
  services: [],
});
const inpatient = (...rows: string[]): CodedSheet => ({
  diagnoses: rows.map((row) => ({ code: row.split(' ')[0] ?? '', poa: row.split(' ')[1] })),
  procedures: [],
  services: [],
});
/** `PX100 LT x2 AB`: code, modifiers, units, pointers. */
const services = (...rows: string[]): CodedSheet => ({
  diagnoses: [{ code: 'I10' }, { code: 'E1122' }],
  procedures: [],
  services: rows.map((row) => {
    const [code = '', ...cells] = row.split(' ');
    const units = cells.find((cell) => /^x\d/.test(cell));
    const pointers = cells.find((cell) => /^@/.test(cell));
    return {
      code,
      modifiers: cells.filter((cell) => !/^[x@]/.test(cell)),
      units: cells.includes('x?') ? undefined : Number(units?.slice(1) ?? 1),
      pointers: [...(pointers?.slice(1) ?? 'A')],
    };
  }),
});
const found = (sheet: CodedSheet, encounter = clinic) =>
  editFindings(sheet, encounter, catalog).map(({ code, severity, entry: row }) => `${severity} ${code} ${row}`);

describe('diagnoses', () => {
  test.each<[string, CodedSheet, EncounterForEdits, string[]]>([
    ['a right code', diagnoses('E1122'), clinic, []],
    ['no code of any release', diagnoses('E1123'), clinic, ['error invalid-code 0']],
    ['a family that is not installed', diagnoses('Q000'), clinic, ['warning invalid-code 0']],
    ['no code at all', diagnoses('💉'), clinic, ['error invalid-code 0']],
    ['a code of another year', diagnoses('E1399'), clinic, ['error outdated-code 0']],
    ['a header', diagnoses('I11'), clinic, ['error not-billable 0']],
    ['a header that wants a 7th character', diagnoses('S93401'), clinic, ['error seventh-character 0']],
    ['a 7th character that does not exist', diagnoses('S93401B'), clinic, ['error seventh-character 0']],
    ['the placeholder forgotten', diagnoses('E1122', 'W03A'), clinic, ['error seventh-character 1']],
    [
      'an Excludes1 pair, note on the first',
      diagnoses('I10', 'I110', 'I509'),
      clinic,
      ['error excludes1 0', 'error excludes1 1'],
    ],
    [
      'an Excludes1 pair, note on the second',
      diagnoses('I110', 'I509', 'I10'),
      clinic,
      ['error excludes1 0', 'error excludes1 2'],
    ],
    ['use additional code, and it is there', diagnoses('I110', 'I509'), clinic, []],
    ['use additional code, and it is not', diagnoses('I110'), clinic, ['warning use-additional 0']],
    ['code first, in the wrong order', diagnoses('I509', 'I110'), clinic, ['warning code-first 0']],
    ['code first with nothing to put first', diagnoses('I509'), clinic, ['warning code-first 0']],
    ['a conditional request is not raised', diagnoses('G92'), clinic, []],
    ['the same code twice', diagnoses('E1122', 'E1122'), clinic, ['error duplicate 1']],
    ['right and left', diagnoses('H2511', 'H2512'), clinic, ['warning laterality 1']],
    ['right and left where both are a subcategory', diagnoses('M1711', 'M1712'), clinic, ['warning laterality 1']],
    ['a side and none', diagnoses('H2510', 'H2512'), clinic, ['warning laterality 0']],
    ['two activities', diagnoses('E1122', 'Y9366', 'Y9361'), clinic, ['warning external-cause 2']],
    ['an injury without its cause', diagnoses('S93401A'), clinic, ['warning external-cause 0']],
    ['an open fracture without its cause', diagnoses('S52501B'), clinic, ['warning external-cause 0']],
    ['the same in aftercare', diagnoses('S52501E'), clinic, []],
    ['an injury with its cause', diagnoses('S93401A', 'W03XXXA'), clinic, []],
    ['an external cause first', diagnoses('W03XXXA', 'S93401A'), clinic, ['error external-cause 0']],
    ['a manifestation first', diagnoses('F0280'), clinic, ['error manifestation-first 0']],
    ['a manifestation second', diagnoses('E1122', 'F0280'), clinic, []],
    ['too old for a maternity code', diagnoses('O800'), { ...clinic, age: 65 }, ['error demographic-conflict 0']],
    ['at the upper age', diagnoses('O800'), { ...clinic, age: 64 }, []],
    ['a code of the other sex', diagnoses('O800'), { ...clinic, sex: 'male' }, ['warning demographic-conflict 0']],
    ['an unacceptable principal diagnosis', inpatient('Z370 exempt'), stay, ['error unacceptable-principal 0']],
    ['the same outside inpatient', diagnoses('Z370'), clinic, []],
    ['the drug of an adverse effect first', diagnoses('T360X5A', 'E1122'), clinic, ['error code-first 0']],
    ['an underdosing first', diagnoses('T3696XA', 'E1122'), clinic, ['error code-first 0']],
    ['a poisoning first', diagnoses('T360X1A', 'E1122'), clinic, []],
    ['a pregnancy without its week', diagnoses('O24410'), clinic, ['warning use-additional 0']],
    ['a pregnancy with its week', diagnoses('O24410', 'Z3A30'), clinic, []],
    ['after birth there is no week', diagnoses('O24430'), clinic, []],
    ['nor with an abortive outcome', diagnoses('O039'), clinic, []],
    ['a questionable admission', inpatient('E669 Y'), stay, ['warning questionable-admission 0']],
    ['the same outside inpatient', diagnoses('E669'), clinic, []],
    ['a request without codes before the first row', diagnoses('M1040'), clinic, ['warning code-first 0']],
    ['the same behind another row', diagnoses('E1122', 'M1040'), clinic, []],
    ['the same of a manifestation, which is told already', diagnoses('N08'), clinic, ['error manifestation-first 0']],
    ['POA missing', inpatient('E1122'), stay, ['error poa 0']],
    ['POA of a code that no list covers: missing', inpatient('K0381'), stay, ['warning poa 0']],
    ['POA of a code that no list covers: given', inpatient('K0381 N'), stay, []],
    ['POA of a code that no list covers: exempt', inpatient('K0381 exempt'), stay, []],
    ['POA given', inpatient('E1122 W'), stay, []],
    ['POA on an exempt code', inpatient('E1122 Y', 'Z370 Y'), stay, ['error poa 1']],
    ['exempt on a code that is not', inpatient('E1122 exempt'), stay, ['error poa 0']],
    ['POA outside inpatient', inpatient('E1122 Y'), clinic, ['warning poa 0']],
  ])('%s', (_, sheet, encounter, expected) => {
    expect(found(sheet, encounter)).toEqual(expected);
  });

  test('a finding names the partner and says what to do', () => {
    const [finding] = editFindings(diagnoses('I10', 'I110', 'I509'), clinic, catalog);
    expect(finding?.related).toEqual(['I110']);
    expect(finding?.message).toBe(
      'I10 and I11.0 are not coded together: the Excludes1 note at I10 keeps them apart. Keep the one the record supports, unless it shows two unrelated conditions.',
    );
  });
});

describe('the words of the tabular list', () => {
  const said = (...codes: string[]) => editFindings(diagnoses(...codes), clinic, catalog).map(({ message }) => message);

  test('an Excludes1 finding quotes the line that keeps the two apart, and no other', () => {
    expect(said('L03', 'L983', 'B958')).toEqual([
      'L03 and L98.3 are not coded together: Excludes1 at L03 says “eosinophilic cellulitis [Wells] (L98.3)”. Keep the one the record supports, unless it shows two unrelated conditions.',
      expect.stringContaining('L98.3 and L03 are not coded together: Excludes1 at L03 says'),
    ]);
    expect(said('L03', 'B009', 'B958')[0]).toContain('Excludes1 at L00-L08 says “viral skin infection (B00-B09)”');
  });

  test('a request is quoted with its first words, cut after a word when it is long', () => {
    const [message = ''] = said('L03');
    expect(message).toMatch(/^L03: the tabular list says “Use additional code to identify organism: staphy/);
    expect(message).toMatch(/ …”\. Does the record name one\?$/);
    expect(message.length).toBeLessThan(260);
    expect(said('M1040')[0]).toContain('says “Code first associated condition”.');
  });

  test('without the printed text the wording is ours', () => {
    expect(said('I110')).toEqual(['I11.0: Named codes. Does the record name one?']);
  });
});

describe('notes of another year than the pinned one', () => {
  const borrowed = (one: CodeNote): CodeNote => ({ ...one, borrowedFrom: 'FY2026' });
  const next = makeCatalog({
    pins: { icd10cm: 'FY2027' },
    entries: [
      cm('E109', { notes: [borrowed(printed('excludes1', 'E10', 'type 2 diabetes mellitus (E11.-)', 'E11'))] }),
      cm('E119'),
      cm('I10', { notes: [borrowed(note('excludes1', 'I10', 'I11'))] }),
      cm('I110', { notes: [borrowed(note('use-additional', 'I110', 'I50'))] }),
      cm('I509', { notes: [borrowed(note('code-first', 'I50', 'I11'))] }),
      cm('M1040', { notes: [borrowed(printed('code-first', 'M104', 'associated condition'))] }),
    ],
    elsewhere: ['icd10cm:I119', 'icd10cm:E118'],
  });
  const said = (...codes: string[]) => editFindings(diagnoses(...codes), clinic, next);
  const WHOSE = 'By the notes of FY2026; FY2027 has none installed.';

  test('an Excludes1 pair is a warning that says of which year the note is, and so does its citation', () => {
    expect(said('E109', 'E119')).toEqual([
      {
        code: 'excludes1',
        severity: 'warning',
        list: 'diagnoses',
        entry: 0,
        related: ['E119'],
        cites: ['OG I.A.12.a', 'Tabular E10: Excludes1 note of FY2026, not coded together'],
        message: `E10.9 and E11.9 are not coded together: Excludes1 at E10 says “type 2 diabetes mellitus (E11.-)”. Keep the one the record supports, unless it shows two unrelated conditions. ${WHOSE}`,
      },
      expect.objectContaining({ code: 'excludes1', severity: 'warning', entry: 1, related: ['E109'] }),
    ]);
  });

  test.each<[string, string[], string]>([
    ['a request', ['I110'], `I11.0: Named codes. Does the record name one? ${WHOSE}`],
    ['an order', ['I509', 'I110'], `I50.9 asks for the underlying condition before it. Move I11.0 above it. ${WHOSE}`],
    [
      'a request without codes',
      ['M1040'],
      `M10.40 stands first, and at M10.4 the tabular list says “Code first associated condition”. Put what the record names before it. ${WHOSE}`,
    ],
  ])('%s says so too', (_, codes, message) => {
    const [finding, ...more] = said(...codes);
    expect([finding?.severity, finding?.message, more]).toEqual(['warning', message, []]);
    expect(finding?.cites[1]).toMatch(/^Tabular \S+: \S+ note of FY2026$/);
    for (const cite of finding?.cites ?? []) expect(cite).toMatch(CITATION);
  });

  test('a code that the pinned year has not is named by none of them', () => {
    const told = (...codes: string[]) => said(...codes).map(({ code, entry: row }) => `${code} ${row}`);
    expect(told('E109', 'E118')).toEqual(['outdated-code 1']);
    expect(told('I10', 'I119')).toEqual(['outdated-code 1']);
    const [, late] = said('I509', 'I119');
    expect([late?.related, late?.message]).toEqual([['I11'], `I50.9: Named codes. Does the record name one? ${WHOSE}`]);
  });
});

describe('procedures and services', () => {
  const procedures = (...codes: string[]): CodedSheet => ({
    ...diagnoses('E1122'),
    procedures: codes.map((code) => ({ code, date: '2026-02-04' })),
  });
  test('a PCS code that its table does not allow names the axis', () => {
    const [finding] = editFindings(procedures('0SR93J9'), clinic, catalog);
    expect(finding).toMatchObject({ code: 'invalid-code', list: 'procedures', cites: ['PCS table 0SR', 'PCS-OG A9'] });
    expect(finding?.message).toBe(
      'Table 0SR has no value 3 for the approach (character 5). Rebuild the code from the table.',
    );
  });
  test('values that the table has, but in no one row', () => {
    const [finding] = editFindings(procedures('0SR90JZ'), clinic, catalog);
    expect(finding?.message).toBe(
      'In table 0SR no row that begins with 0SR90J has Z (No Qualifier) for the qualifier (character 7). Take all values from one row.',
    );
  });
  test('a table that does not exist', () => {
    const [finding] = editFindings(procedures('0ZZ90J9'), clinic, catalog);
    expect(finding?.message).toContain('ICD-10-PCS has no table 0ZZ.');
  });
  test.each<[string, CodedSheet, string[]]>([
    ['a PCS code', procedures('0SR90J9'), []],
    ['a PCS table', procedures('0SR'), ['error not-billable 0']],
    ['a PCS code twice', procedures('0SR90J9', '0SR90J9'), ['warning duplicate 1']],
    ['a right line', services('PX100 LT'), []],
    ['HCPCS', services('J3301 x4'), []],
    ['HCPCS that ended the day before', services('J3302'), ['error outdated-code 0']],
    ['HCPCS that begins the day after', services('J3303'), ['error outdated-code 0']],
    ['no service code', services('HELLO'), ['error invalid-code 0']],
    ['a side forgotten', services('PX100'), ['error modifier 0']],
    ['left and right on one line', services('PX100 LT RT'), ['error modifier 0']],
    ['a digit for a digit', services('PX104 F1'), []],
    ['no digit', services('PX104'), ['error modifier 0']],
    ['an unknown modifier', services('PX101 ZZ'), ['error modifier 0']],
    ['where a transport went', services('A0427 RH', 'A0425 SX'), []],
    ['no such origin', services('A0427 XH'), ['error modifier 0']],
    ['where something went that is no transport', services('J3301 RH'), ['error modifier 0']],
    ['a modifier twice', services('PX101 XS XS'), ['error modifier 0']],
    ['units missing', services('PX101 x?'), ['error units 0']],
    ['too many units', services('PX100 LT x3'), ['error units 0']],
    ['no pointer', services('PX101 @'), ['error pointer 0']],
    ['a pointer to nothing', services('PX101 @AC'), ['error pointer 0']],
    ['a part beside the whole', services('PX100 LT', 'PX101'), ['error unbundled 1']],
    ['the part set apart', services('PX100 LT', 'PX101 XS'), []],
    ['the part on the other side', services('PX100 LT', 'PX101 RT'), []],
    ['the part on the same side', services('PX100 LT', 'PX101 LT'), ['error unbundled 1']],
    ['an add-on alone', services('PX102'), ['error add-on 0']],
    ['an add-on with its first code', services('PX102', 'PX100 RT'), []],
    ['two alternatives', services('PX100 LT', 'PX102', 'PX103'), ['error unbundled 2']],
    ['a line twice', services('J3301', 'J3301'), ['error duplicate 1']],
  ])('%s', (_, sheet, expected) => {
    expect(found(sheet)).toEqual(expected);
  });
});

const codes = fc.oneof(
  fc.constantFrom(
    'I10',
    'I110',
    'I11',
    'F0280',
    'W03A',
    'W03XXXA',
    'I509',
    'L03',
    'L983',
    'M1040',
    'Y9366',
    'Y9361',
    'S93401A',
    'H2511',
    'H2512',
    '0SR90J9',
    'PX100',
    'PX102',
    'J3301',
  ),
  fc.string({ unit: 'binary', maxLength: 32 }),
);
const anySheet: fc.Arbitrary<CodedSheet> = fc.record({
  diagnoses: fc.array(fc.record({ code: codes, poa: fc.option(fc.string(), { nil: undefined }) }), { maxLength: 200 }),
  procedures: fc.array(fc.record({ code: codes, date: fc.option(fc.string(), { nil: undefined }) }), {
    maxLength: 200,
  }),
  services: fc.array(
    fc.record({
      code: codes,
      modifiers: fc.array(fc.string({ maxLength: 4 })),
      units: fc.option(fc.integer(), { nil: undefined }),
      pointers: fc.array(fc.string({ maxLength: 4 })),
    }),
    { maxLength: 200 },
  ),
});

describe('whatever a form can send', () => {
  test('edits answer findings that point at rows that are there', () => {
    fc.assert(
      fc.property(
        anySheet,
        fc.constantFrom('inpatient', 'professional'),
        fc.nat({ max: 124 }),
        (sheet, setting, age) => {
          for (const finding of editFindings(sheet, { setting, age, sex: 'male' }, catalog)) {
            expect(sheet[finding.list][finding.entry]).toBeDefined();
            expect(finding.message.length).toBeGreaterThan(20);
            expect(finding.cites).not.toEqual([]);
            for (const cite of finding.cites) expect(cite).toMatch(CITATION);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the same sheet gives the same findings and stays as it was', () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const before = structuredClone(sheet);
        expect(editFindings(sheet, stay, catalog)).toEqual(editFindings(structuredClone(sheet), stay, catalog));
        expect(sheet).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  test('the order of secondary diagnoses changes nothing but the rules of order', () => {
    const row = fc.record({ code: codes, poa: fc.constantFrom('Y', 'exempt', undefined) });
    const rows = fc.uniqueArray(row, { minLength: 2, maxLength: 30, selector: ({ code }) => code });
    const shuffled = rows.chain(([first, ...others]) =>
      fc.tuple(fc.constant([first, ...others]), fc.shuffledSubarray(others, { minLength: others.length })),
    );
    // Of a pair either row may be the one that is told; code first is a rule of order.
    const told = (sheet: CodedSheet) =>
      editFindings(sheet, stay, catalog)
        .filter(({ code }) => code !== 'code-first')
        .map(({ code, severity, entry: at, related }) =>
          JSON.stringify([severity, code, [...new Set([sheet.diagnoses[at]?.code, ...related])].sort()]),
        )
        .sort();
    fc.assert(
      fc.property(shuffled, ([inOrder, others]) => {
        const sheet = { procedures: [], services: [], diagnoses: inOrder.filter((one) => one !== undefined) };
        const mixed = { ...sheet, diagnoses: [...sheet.diagnoses.slice(0, 1), ...others] };
        expect(told(mixed)).toEqual(told(sheet));
      }),
      { numRuns: 200 },
    );
  });

  test('200 rows that all exclude each other take well under a second', () => {
    const names = Array.from({ length: 200 }, (_, at) => `E${String(at).padStart(3, '0')}`);
    const everything: CodeNote = {
      ...note('excludes1', 'E'),
      targets: Array.from({ length: 50 }, () => ({ from: 'E00', to: 'E99' })),
    };
    const hostile = makeCatalog({
      pins: { icd10cm: 'FY2026' },
      entries: names.map((code) => cm(code, { notes: [everything] })),
    });
    // Time of the processor: a busy machine is no fault of the edits.
    const start = process.threadCpuUsage();
    expect(editFindings(diagnoses(...names), clinic, hostile)).toHaveLength(200 * 199);
    expect(process.threadCpuUsage(start).user).toBeLessThan(1_000_000);
  });
});
