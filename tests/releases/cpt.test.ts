import { describe, expect, test } from 'vitest';
import { cptDescriptorReaders } from '#db/releases/cpt/descriptor-readers';
import { cptEditReaders } from '#db/releases/cpt/edit-readers';
import { licenceProblem, underLicence } from '#db/releases/cpt/licence';
import { cptModifierReader } from '#db/releases/cpt/modifier-reader';
import type { FileReader } from '#db/releases/foreign-file';
import { foreignText } from './foreign-text.ts';

// Made up: codes of a shape that no code has here, texts of nobody.
const NOTICE = 'A notice about CPT.\r\nCopyright of the American Medical Association. Text 00 of a notice.\r\n\r\n';
const FILES = {
  LONGULT: `${NOTICE}0001X\tA first made-up service\r\n0002X\tA second one, longer than all others here, to tell the long file\r\n`,
  SHORTU: `${NOTICE}0001X FIRST SERVICE\r\n0002X SECOND SERVICE\r\n`,
  MEDU: `${NOTICE}0001X FIRST MADE-UP SERVICE THAT IS LONGER THAN\r\n0002X SECOND SERVICE\r\n`,
  MODUL: `${NOTICE}X1\tFirst modifier: an explanation\r\nthat goes on.\r\nX2\tSecond modifier: more\r\n`,
  ConsumerDescriptor: 'Concept Id\tCPT Code\tConsumer Friendly Descriptor\r\n1\t0001X\tWhat was done first\r\n',
  ClinicianDescriptor:
    'Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\r\n1\t0001X\t10\tFirst\r\n1\t0001X\t11\tFirst again\r\n',
  Exclude: `${NOTICE}CPT Code\tExcluded Code\r\n0001X\t0002X\r\n0001X\t0003X\r\n`,
  ReportWith: `${NOTICE}CPT Code\tReport With\r\n0003X\t0001X\r\n`,
  Days: `${NOTICE}CPT Code\tGlobal Days\r\n0001X\t090\r\n0002X\tXXX\r\n`,
};
const READERS: readonly FileReader[] = [...cptDescriptorReaders, cptModifierReader, ...cptEditReaders];
const readersOf = (text: string) => READERS.filter((reader) => reader.recognises(text));

async function read(name: keyof typeof FILES) {
  const [reader] = readersOf(FILES[name]);
  const [content] = (await reader?.read(foreignText(FILES[name], { size: 13 }), { label: '2026' })) ?? [];
  if (!content) throw new Error(`${name} brought nothing`);
  return content;
}

describe('an organisation’s licensed files', () => {
  test.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s is recognised by one reader', (name) => {
    expect(readersOf(FILES[name]).map(({ title }) => title)).toHaveLength(1);
    const words = { ConsumerDescriptor: 'consumer', ClinicianDescriptor: 'clinician' } as Record<string, string>;
    expect(readersOf(FILES[name])[0]?.title).toContain(words[name] ?? name);
  });
  test('nothing of the kind is not recognised', () => {
    for (const text of ['', NOTICE, '0001X\tno notice', 'LT\tLeft', '00001 A00     0 Cholera'])
      expect(readersOf(text)).toEqual([]);
  });
  test('long descriptors are the codes', async () => {
    const content = await read('LONGULT');
    expect(content).toMatchObject({
      kind: 'codes',
      system: 'cpt',
      label: '2026',
      source: 'licensed',
      coverage: 'whole',
    });
    expect(content).toMatchObject({ effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' });
    expect(content.codes[0]).toEqual({ code: '0001X', title: 'A first made-up service', billable: true });
    expect(content.codes).toHaveLength(2);
  });
  test.each([
    ['SHORTU', 'short', 2],
    ['MEDU', 'medium', 2],
    ['ConsumerDescriptor', 'consumer', 1],
    ['ClinicianDescriptor', 'clinician', 1],
  ] as const)('%s brings further wordings', async (name, kind, count) => {
    const content = await read(name);
    expect(content.label).toBe(`2026 ${kind}`);
    expect(content.descriptors).toHaveLength(count);
    expect(content.descriptors.every((row) => row.kind === kind)).toBe(true);
  });
  test('several clinician descriptors of a code stand together', async () => {
    expect((await read('ClinicianDescriptor')).descriptors[0]?.text).toBe('First\nFirst again');
  });
  test('modifiers', async () => {
    const { modifiers } = await read('MODUL');
    expect(modifiers.map(({ code, title }) => [code, title])).toEqual([
      ['X1', 'First modifier'],
      ['X2', 'Second modifier'],
    ]);
  });
  test('edits become facts', async () => {
    const facts = async (name: keyof typeof FILES) => (await read(name)).listedFacts.map((row) => row.facts.procedure);
    expect(await facts('Exclude')).toEqual([{ family: 'cpt', exclusiveWith: ['0002X', '0003X'] }]);
    expect(await facts('ReportWith')).toEqual([{ family: 'cpt', addOnTo: ['0001X'] }]);
    expect(await facts('Days')).toEqual([{ family: 'cpt', globalDays: 90 }, { family: 'cpt' }]);
  });
  test.each([
    [`${FILES.LONGULT}broken line`, 'file.txt:6: the line does not begin with a code'],
    [`${FILES.LONGULT}0001X\tA first service again`, 'file.txt:6: the code of this line stands twice'],
    [`${FILES.Days}0003X\tmany`, 'file.txt:7: the second cell is no number of days'],
    [`${FILES.Exclude}0003X\tnone`, 'file.txt:7: the line names no second code'],
    [`${FILES.MODUL}X1 again`, 'file.txt:7: the modifier of this line stands twice'],
  ])('refused with the line, without quoting it: %#', async (text, why) => {
    const [reader] = readersOf(text);
    await expect(reader?.read(foreignText(text), { label: '2026' })).rejects.toThrow(why);
  });
  test('the year has to be said', async () => {
    const [reader] = readersOf(FILES.LONGULT);
    await expect(reader?.read(foreignText(FILES.LONGULT), {})).rejects.toThrow('say --year 2026');
  });
});

describe('the licence', () => {
  const licence = { organisationId: 'school', holder: 'A school', year: 2026, seats: 25, attestedBy: 'A. Person' };
  test('whole, or it says what is missing', () => {
    expect(licenceProblem(licence)).toBeUndefined();
    for (const [missing, flag] of [
      [{ organisationId: ' ' }, '--organisation'],
      [{ holder: '' }, '--licence-holder'],
      [{ year: 26 }, '--year'],
      [{ seats: 0 }, '--seats'],
      [{ seats: 1.5 }, '--seats'],
      [{ attestedBy: '' }, '--attested-by'],
    ] as const)
      expect(licenceProblem({ ...licence, ...missing })).toContain(flag);
  });
  test('licensed releases belong to its organisation; without one nothing is taken', async () => {
    const content = await read('LONGULT');
    expect(underLicence([content], licence)[0]?.organisationId).toBe('school');
    expect(() => underLicence([content])).toThrow('is a licensed file');
    expect(underLicence([{ ...content, source: 'official' }])[0]?.organisationId).toBeUndefined();
  });
});
