import { describe, expect, test } from 'vitest';
import { ForeignFileError } from '#db/releases/foreign-file';
import { icd10cmTabular } from '#db/releases/icd10cm/tabular-reader';
import type { PrintedKind } from '#domain/codeset/catalog';
import { expandTabular } from '#domain/codeset/seventh-characters';
import { foreignText } from './foreign-text.ts';
import { FILES, readLines, readOne } from './official-releases.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const LIST = `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2031</version>
<introduction><introSection type="instruction"><instruction><note>How to read it</note></instruction></introSection></introduction>
<chapter><name>19</name><desc>Injury (S00-T88)</desc>
  <notes><note>Use secondary codes from chapter 20</note></notes>
  <sectionIndex><sectionRef first="S00" last="S09" id="S00-S09">Injuries to the head</sectionRef></sectionIndex>
  <section id="S00-S09"><desc>Injuries to the head (S00-S09)</desc>
    <excludes2><note>burns (T20-T32)</note></excludes2>
    <diag><name>S06</name><desc>Intracranial injury</desc>
      <includes><note>traumatic brain injury</note></includes>
      <codeAlso><note>any associated:</note><note>open wound of head (S01.-)</note></codeAlso>
      <sevenChrNote><note>The appropriate 7th character is to be added to each code from category S06</note></sevenChrNote>
      <sevenChrDef>
        <extension char="A">initial encounter</extension><extension char="D">subsequent encounter</extension>
        <note>aftercare</note><extension char="S">sequela</extension>
      </sevenChrDef>
      <notes><note>7th characters D and S do not apply to codes in category S06 with 6th character 7 - death due to brain injury, or 8 - death due to other cause.</note></notes>
      <diag><name>S06.0</name><desc>Concussion</desc>
        <inclusionTerm><note>Commotio cerebri</note></inclusionTerm>
        <diag placeholder="true"><name>S06.0X</name><desc>Concussion</desc>
          <diag><name>S06.0X0</name><desc>Concussion without loss of consciousness</desc></diag>
          <diag><name>S06.0X7</name><desc>Concussion with death</desc></diag>
        </diag>
      </diag>
      <diag><name>S06.9</name><desc>Unspecified intracranial injury</desc></diag>
    </diag>
    <diag><name>S01</name><desc>Open wound</desc><excludes1><note>open skull fracture (S02.- with 7th character B)</note></excludes1></diag>
  </section>
  <section id="T07"><desc>Multiple injuries (T07)</desc></section>
</chapter></ICD10CM.tabular>`;
const read = (xml: string, stated = {}) =>
  icd10cmTabular.read(foreignText(xml, { name: 'tabular.xml', size: 64 }), stated);

describe('tabular list', () => {
  test('entries, sections and every printed line in printed order, with the codes it names', async () => {
    const [list] = await read(LIST);
    expect(list).toMatchObject({ kind: 'tabular', label: 'FY2031', effectiveFrom: '2030-10-01', coverage: 'whole' });
    expect(list?.isDerived).toBeUndefined();
    expect(list?.codes.map(({ code, parent }) => [code, parent])).toEqual([
      ['S06', undefined],
      ['S060', 'S06'],
      ['S060X', 'S060'],
      ['S060X0', 'S060X'],
      ['S060X7', 'S060X'],
      ['S069', 'S06'],
      ['S01', undefined],
    ]);
    expect(list?.sections.map(({ key, kind, title, first, last }) => [key, kind, title, first, last])).toEqual([
      ['chapter 19', 'chapter', 'Injury', 'S00', 'T88'],
      ['S00-S09', 'block', 'Injuries to the head', 'S00', 'S09'],
      ['T07', 'block', 'Multiple injuries', 'T07', 'T07'],
    ]);
    expect(list?.notes.map(({ at, kind, text }) => `${at} ${kind} ${text.slice(0, 30)}`)).toEqual([
      'chapter 19 note Use secondary codes from chapt',
      'S00-S09 excludes2 burns (T20-T32)',
      'S06 includes traumatic brain injury',
      'S06 code-also any associated:',
      'S06 code-also open wound of head (S01.-)',
      'S06 seventh-character The appropriate 7th character ',
      'S06 seventh-character A - initial encounter',
      'S06 seventh-character D - subsequent encounter',
      'S06 seventh-character aftercare',
      'S06 seventh-character S - sequela',
      'S06 note 7th characters D and S do not ',
      'S060 inclusion-term Commotio cerebri',
      'S01 excludes1 open skull fracture (S02.- wit',
    ]);
    const alsoCode = list?.notes.filter(({ kind }) => kind === 'code-also');
    expect(alsoCode?.map(({ targets, conditional }) => [targets.length, conditional])).toEqual([
      [0, true],
      [1, undefined],
    ]);
  });
  test('its expansion: nearest 7th characters, placeholder X, what prose takes away', async () => {
    const [list] = await read(LIST);
    const codes = expandTabular(list?.codes ?? [], list?.notes ?? []);
    expect(codes.map(({ code }) => code)).toEqual([
      'S060X0A',
      'S060X0D',
      'S060X0S',
      'S060X7A',
      'S069XXA',
      'S069XXD',
      'S069XXS',
      'S01',
    ]);
    expect(codes[0]?.title).toBe('Concussion without loss of consciousness, initial encounter');
  });
  test('the table of visual impairment is read as a line for each category', async () => {
    const ranges = (most: string, least: string) =>
      `<visRange><visMax><value>${most}</value></visMax>${least && `<visMin><value>${least}</value></visMin>`}</visRange>`;
    const table = `<visualImpairment><visCategory><heading>Category</heading></visCategory>
      <visCategory><value>1</value>${ranges('6/18', '6/60')}${ranges('20/70', '20/200')}</visCategory>
      <visCategory><value>5</value>${ranges('No light perception', '')}</visCategory></visualImpairment>`;
    const [list] = await read(LIST.replace('<desc>Open wound</desc>', `<desc>Open wound</desc>${table}`));
    expect(list?.notes.filter(({ at, kind }) => at === 'S01' && kind === 'note').map(({ text }) => text)).toEqual([
      'Category 1: less than 6/18, 20/70; equal to or better than 6/60, 20/200',
      'Category 5: No light perception',
    ]);
  });
  test('a list worked out from an older one says so', async () => {
    const [list] = await read(LIST.replace('2031', '2031 (DERIVED: from an older list)'));
    expect([list?.label, list?.isDerived]).toEqual(['FY2031', true]);
  });
  test.each([
    ['no year', LIST.replace('<version>2031</version>', ''), {}, 'does not say of which year it is'],
    ['a year that is none', LIST.replace('2031', 'newest'), {}, 'tabular.xml:2: “newest” is no year'],
    ['another year than stated', LIST, { label: 'FY2030' }, 'tabular.xml:2: is of FY2031, not of FY2030 as stated'],
    ['a code twice', LIST.replace('S06.9<', 'S06.0<'), {}, 'S06.0 stands here a second time'],
    ['a code in another category', LIST.replace('S06.9<', 'S07.9<'), {}, 'S07.9 does not belong below S06'],
    ['a subcategory outside a category', LIST.replace('<name>S01<', '<name>S01.1<'), {}, 'S01.1 is no category'],
    ['no code at all', LIST.replace('<name>S01<', '<name>wound<'), {}, 'wound has not the shape of a code'],
    ['no title', LIST.replace('<desc>Open wound</desc>', ''), {}, 'an entry without title'],
    ['nothing in it', '<ICD10CM.tabular><version>2031</version></ICD10CM.tabular>', {}, 'has no categories'],
    [
      'a document type',
      LIST.replace('<ICD10CM', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><ICD10CM'),
      {},
      'document type',
    ],
  ])('with %s it is refused', async (_, xml, stated, problem) => {
    await expect(read(xml, stated)).rejects.toThrow(problem);
  });
  test('cut short anywhere it is refused', async () => {
    for (let length = 40; length < LIST.length - 1; length += 37)
      await expect(read(LIST.slice(0, length)), `${length}`).rejects.toThrow(ForeignFileError);
  });
});

describe.skipIf(!CODESETS_DIR)('the tabular lists at hand (needs CODESETS_DIR)', () => {
  const KINDS = ['includes', 'inclusion-term', 'excludes1', 'excludes2', 'code-first', 'use-additional', 'code-also'];
  const count = (notes: readonly { kind: PrintedKind }[]) => notes.filter(({ kind }) => KINDS.includes(kind)).length;
  test.each([
    ['FY2023', FILES.tabular2023, 45_869, 318, undefined],
    ['FY2026', FILES.tabular2026, 46_881, 319, true],
  ] as const)(
    '%s: every entry, block, note and 7th character is read',
    async (label, path, entries, sections, isDerived) => {
      const list = await readOne(path);
      const raw = (await readLines(path, /./)).join('\n');
      const tags = (pattern: RegExp) => [...raw.matchAll(pattern)].length;
      expect([list.label, list.isDerived, list.codes.length, list.sections.length]).toEqual([
        label,
        isDerived,
        entries,
        sections,
      ]);
      expect(tags(/<diag[ >]/g)).toBe(entries);
      expect(tags(/<(?:chapter|section)[ >]/g)).toBe(sections);
      const introduction = raw.slice(0, raw.indexOf('</introduction>'));
      const lines =
        tags(/<note>/g) -
        [...introduction.matchAll(/<note>/g)].length +
        tags(/<extension /g) +
        tags(/<visCategory>\s*<value>/g);
      expect(list.notes).toHaveLength(lines);
      console.log(`${label}: ${list.notes.length} printed lines, ${count(list.notes)} of them notes and terms`);
    },
  );
});
