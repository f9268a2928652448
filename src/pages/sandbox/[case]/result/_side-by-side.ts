import type { ShownCell, ShownList, ShownRow } from '#components/result/result-view.ts';
import { SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import { needsPcs } from '#domain/chart/encounter';
import { formatCode } from '#domain/codeset/code';
import { attributesAgree, codeAgrees, type Pair } from '#domain/grading/pair';
import { findCode, systemOf } from '#domain/grading/subject';
import type { Graded } from './_graded.ts';

const HEADINGS: Record<SheetList, string> = {
  diagnoses: 'Diagnoses',
  procedures: 'Procedures',
  services: 'Service lines',
};

/** Every list with what was entered beside what the key has: the learner's order first, then what was missed. */
export function sideBySide(graded: Graded): ShownList[] {
  const left = needsPcs(graded.chart.encounter.setting) ? 'services' : 'procedures';
  return SHEET_LISTS.filter((list) => list !== left || graded.sheet[list].length > 0).map((list) => ({
    heading: HEADINGS[list],
    rows: [...enteredRows(graded, list), ...missedRows(graded, list)],
  }));
}

function enteredRows(graded: Graded, list: SheetList): ShownRow[] {
  return graded.sheet[list].map((_, entry) => {
    const pair = graded.grade.pairs.find((one) => one.list === list && one.entry === entry);
    const isTold = graded.grade.variances.some((one) => one.list === list && one.entry === entry);
    return {
      entered: enteredCell(graded, list, entry),
      wanted: pair && wantedCell(graded, list, pair.expected),
      ...verdictOf(pair, isTold),
    };
  });
}

function verdictOf(pair: Pair | undefined, hasVariance: boolean): Pick<ShownRow, 'look' | 'word'> {
  if (!pair) return { look: 'unsupported', word: 'not in the key' };
  if (!codeAgrees(pair)) return { look: 'partial', word: 'near miss' };
  if (!attributesAgree(pair)) return { look: 'partial', word: 'code agrees' };
  if (hasVariance) return { look: 'partial', word: 'code agrees, see above' };
  return { look: 'agrees', word: pair.status === 'required' ? 'agrees' : 'agrees, not counted' };
}

function missedRows(graded: Graded, list: SheetList): ShownRow[] {
  const paired = new Set(graded.grade.pairs.filter((pair) => pair.list === list).map((pair) => pair.expected));
  return graded.key[list].flatMap((expected, index): ShownRow[] => {
    if (paired.has(index)) return [];
    const wanted = wantedCell(graded, list, index);
    return expected.status === 'required'
      ? [{ entered: undefined, wanted, look: 'missed', word: 'missed' }]
      : [{ entered: undefined, wanted, look: undefined, word: `${expected.status}, left out` }];
  });
}

function cell({ catalog }: Graded, list: SheetList, code: string, detail: string): ShownCell {
  const title = findCode(catalog, list, code)?.title ?? '';
  return { code: formatCode({ system: systemOf(list, code), code }), title, detail };
}

function enteredCell(graded: Graded, list: SheetList, entry: number): ShownCell | undefined {
  const { diagnoses, procedures, services } = graded.sheet;
  if (list === 'diagnoses') {
    const line = diagnoses[entry];
    return line && cell(graded, list, line.code, line.poa ? `POA ${line.poa}` : '');
  }
  if (list === 'procedures') {
    const line = procedures[entry];
    return line && cell(graded, list, line.code, line.date ?? 'no date');
  }
  const line = services[entry];
  return line && cell(graded, list, line.code, serviceDetail(line.modifiers, line.units, line.pointers));
}

function wantedCell(graded: Graded, list: SheetList, index: number): ShownCell | undefined {
  const { key } = graded;
  if (list === 'diagnoses') {
    const line = key.diagnoses[index];
    return line && cell(graded, list, line.code, line.poa ? `POA ${line.poa}` : '');
  }
  if (list === 'procedures') {
    const line = key.procedures[index];
    return line && cell(graded, list, line.code, line.date);
  }
  const line = key.services[index];
  if (!line) return undefined;
  const modifiers = line.modifiers.requiredAnyOf.map((choice) => choice.join(' or '));
  const pointed = line.pointers ? [line.pointers.first, ...line.pointers.rest] : [];
  const pointers = pointed.map((code) => formatCode({ system: 'icd10cm', code }));
  return cell(graded, list, line.code, serviceDetail(modifiers, line.units, pointers));
}

function serviceDetail(modifiers: string[], units: number | undefined, pointers: string[]): string {
  return [
    modifiers.length ? `modifiers ${modifiers.join(', ')}` : '',
    units === undefined ? 'no units' : `${units} ${units === 1 ? 'unit' : 'units'}`,
    pointers.length ? `points to ${pointers.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
