import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AXES, type Axis, axisName } from '#domain/codeset/pcs-axes';
import { alternatives, firstIllegalAxis, nextValues, rowsAfter } from '#domain/codeset/pcs-builder';
import { definitionOf } from '#domain/codeset/pcs-definitions';
import { labelInTitles, meaningsIn, workOutLabel } from '#domain/codeset/pcs-labels';
import { groupIntoRows, type PcsRow, rowsInForce, tailsOf } from '#domain/codeset/pcs-table';
import { growingTitle } from '#domain/codeset/pcs-titles';

const VALUES = '0123Z';
const aTail = fc.string({ unit: fc.constantFrom(...VALUES), minLength: 4, maxLength: 4 });
const someTails = fc.uniqueArray(aTail, { minLength: 1, maxLength: 60 });
const asRows = (tails: readonly string[]): PcsRow[] => groupIntoRows(tails).map((values) => ({ values }));
const codesIn = (rows: readonly PcsRow[]) => rows.flatMap(({ values }) => [...tailsOf(values)]).sort();

describe('a table', () => {
  test('put together from codes allows exactly those, each once', () => {
    fc.assert(
      fc.property(someTails, (tails) => {
        expect(codesIn(asRows(tails))).toEqual(tails.toSorted());
      }),
    );
  });

  test('of four codes that differ in two axes is one row', () => {
    expect(groupIntoRows(['90J9', '90JA', 'B0J9', 'B0JA'])).toEqual([['9B', '0', 'J', '9A']]);
  });

  test('in force allows exactly the legal codes, whatever an older table printed', () => {
    fc.assert(
      fc.property(someTails, someTails, (legal, printed) => {
        const rows = asRows(printed).map((row, printedAt) => ({ ...row, printedAt }));
        expect(codesIn(rowsInForce(new Set(legal), rows))).toEqual(legal.toSorted());
      }),
    );
  });

  test('keeps a printed row as it is while all of it is legal, and says where it was printed', () => {
    const printed: PcsRow[] = [{ values: ['9B', '0', 'J', '9A'], printedAt: 7 }];
    expect(rowsInForce(new Set(['90J9', '90JA', 'B0J9', 'B0JA', 'C0JZ']), printed)).toEqual([
      { values: ['9B', '0', 'J', '9A'], printedAt: 7 },
      { values: ['C', '0', 'J', 'Z'] },
    ]);
  });
});

describe('the builder', () => {
  test('every walk through the values it offers ends in a legal code', () => {
    fc.assert(
      fc.property(someTails, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (tails, picks) => {
        const rows = asRows(tails);
        let chosen = '';
        for (const pick of picks) {
          const offered = nextValues(rows, chosen);
          chosen += offered[pick % offered.length]?.value ?? '';
        }
        expect(tails).toContain(chosen);
      }),
    );
  });

  test('every legal code can be reached: each of its values is offered after those before it', () => {
    fc.assert(
      fc.property(someTails, (tails) => {
        const rows = asRows(tails);
        for (const tail of tails)
          for (const at of [0, 1, 2, 3])
            expect(nextValues(rows, tail.slice(0, at)).map(({ value }) => value)).toContain(tail[at]);
      }),
    );
  });

  test('what it offers in place of a chosen value keeps the code legal, and nothing else is legal there', () => {
    fc.assert(
      fc.property(someTails, fc.constantFrom<Axis>(4, 5, 6, 7), (tails, axis) => {
        const [tail = ''] = tails;
        const at = axis - 4;
        const offered = alternatives(asRows(tails), tail, axis).map(({ value }) => value);
        const legal = [...VALUES].filter((value) => tails.includes(tail.slice(0, at) + value + tail.slice(at + 1)));
        expect(offered).toEqual(legal.sort());
      }),
    );
  });

  test('it names the first axis that no legal code has', () => {
    const rows = asRows(['90J9', '90JA', '94KZ']);
    expect(firstIllegalAxis(rows, '90JA')).toBeUndefined();
    expect(firstIllegalAxis(rows, '90JZ')).toBe(7);
    expect(firstIllegalAxis(rows, '94J')).toBe(6);
    expect(firstIllegalAxis(rows, 'X0J9')).toBe(4);
    expect(rowsAfter(rows, '94')).toEqual([{ values: ['9', '4', 'K', 'Z'] }]);
  });
});

test.each<[string[], string]>([
  [[], ''],
  [['Repair Uterus, Open Approach'], 'Repair Uterus, Open Approach'],
  [
    [
      'Replacement of Right Hip Joint with Synthetic Substitute, Cemented, Open Approach',
      'Replacement of Right Hip Joint with Articulating Spacer, Open Approach',
    ],
    'Replacement of Right Hip Joint with … Open Approach',
  ],
  [['Repair Uterus, Open Approach', 'Repair Cervix, Open Approach'], 'Repair … Open Approach'],
  [['Drainage of Liver', 'Repair Uterus'], '…'],
  [['Repair Skin', 'Repair Skin, External Approach'], 'Repair …'],
])('the title of what is left of %j grows to %s', (titles, title) => expect(growingTitle(titles)).toBe(title));

describe('what a value means', () => {
  const known = [
    { system: '0S', value: '0', label: 'Open' },
    { system: '0S', value: 'Z', label: 'No Device' },
    { system: '0T', value: '2', label: 'Zooplastic' },
    { system: 'XW', value: '4', label: 'Peripheral Vein' },
  ];
  test.each([
    [{ table: '0SR', axis: 5, value: '0' }, ['Replacement of Right Hip Joint, Open Approach'], 'Open'],
    [{ table: '0SG', axis: 6, value: 'Z' }, ['Fusion of Left Hip Joint, Open Approach'], 'No Device'],
    [
      { table: '0SR', axis: 7, value: 'D' },
      ['Replacement of Right Knee Joint with Autologous Tissue Substitute, Medial Meniscus, Open Approach'],
      'Medial Meniscus',
    ],
    [
      { table: 'XNS', axis: 6, value: 'G' },
      ['Reposition Right Tibia with Ring External Fixation Device, Open Approach, New Technology Group 10'],
      'Ring External Fixation Device',
    ],
    [
      { table: 'XW1', axis: 6, value: 'S' },
      ['Transfusion of Mozafancogene Autotemcel into Peripheral Vein, Percutaneous Approach, New Technology Group 11'],
      'Mozafancogene Autotemcel',
    ],
    [{ table: '09X', axis: 7, value: '1' }, ['Transfer Nasal Septum to Frontal Bone, Open Approach'], 'Frontal Bone'],
    [
      { table: '0TT', axis: 7, value: '2' },
      ['Resection of Right Kidney, Open Approach, Zooplastic', 'Resection of Left Kidney, Open Approach, Zooplastic'],
      'Zooplastic',
    ],
  ])('no table names %o: it is worked out and says so', (place, titles, text) => {
    expect(workOutLabel(place, titles, known)).toEqual({ text, workedOut: true });
  });

  test('is not guessed where titles do not agree', () => {
    const titles = [
      'Circulatory Filtration, Ticagrelor, Percutaneous Approach',
      'Monitoring of Glucose, External Approach',
    ];
    expect(workOutLabel({ table: 'XXA', axis: 6, value: '9' }, titles, known)).toBeUndefined();
  });

  test('is not taken from the table where New Technology uses the value again for something else', () => {
    const titles = ['Reposition Right Humeral Shaft with Ring External Fixation Device, Open Approach'];
    expect(labelInTitles('XNS', 'Thoracic Vertebra', titles)).toBeUndefined();
    expect(labelInTitles('XNS', 'Humeral Shaft, Right', titles)).toBe('Humeral Shaft, Right');
    expect(labelInTitles('XNS', 'No Qualifier', titles)).toBe('No Qualifier');
    expect(labelInTitles('0PS', 'Thoracic Vertebra', titles)).toBe('Thoracic Vertebra');
  });

  test('is of several in a table the one its titles speak of', () => {
    const titles = ['Transfusion of Autologous Red Blood Cells into Vein'];
    expect(labelInTitles('3E0', 'Influenza Vaccine · Autologous', titles)).toBe('Autologous');
  });

  test('can differ from row to row: every meaning is told once', () => {
    const row = (text: string) => ({
      values: ['3', '3', '0', '6'] as [string, string, string, string],
      labels: new Map([['6:0', { text }]]),
    });
    const found = meaningsIn([row('Brexanolone'), row('Spesolimab'), row('Brexanolone')], 6, '0');
    expect(found).toEqual([{ text: 'Brexanolone' }, { text: 'Spesolimab' }]);
  });

  test('has a definition of its body system where devices differ by system', () => {
    const define = (term: string) => ({ axis: 6, term, definition: null, explanation: null, includes: [term] });
    const all = [define('Liner in Lower Joints'), define('Synthetic Substitute')];
    expect(definitionOf(all, { axis: 6, label: 'Liner', system: 'Lower Joints' })?.term).toBe('Liner in Lower Joints');
    expect(definitionOf(all, { axis: 6, label: 'Liner', system: 'Upper Joints' })).toBeUndefined();
    expect(definitionOf(all, { axis: 5, label: 'Synthetic Substitute', system: 'Lower Joints' })).toBeUndefined();
  });
});

test('axes have the names of their section', () => {
  expect(AXES.map((axis) => axisName('0', axis))).toEqual([
    'Section',
    'Body system',
    'Operation',
    'Body part',
    'Approach',
    'Device',
    'Qualifier',
  ]);
  expect(axisName('5', 5)).toBe('Duration');
  expect(axisName('D', 3)).toBe('Modality');
});
