import type { ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';
import { needsPoa } from '#domain/chart/encounter';
import type { Match } from './align.ts';
import { controllingRule } from './controlling-rule.ts';
import { compareModifiers } from './modifiers.ts';
import type { Pair } from './pair.ts';
import { comparePointers, type PointerTargets, pointedCodes } from './pointers.ts';
import { severityOf } from './severity.ts';
import { findCode, type Subject } from './subject.ts';
import type { Variance } from './variance.ts';

/** What the attributes of one agreeing pair say: which agree, and the variances of those that do not. */
export interface AttributeVerdict {
  attributes: Pair['attributes'];
  variances: Variance[];
}

type Difference = Pick<Variance, 'kind' | 'attribute'>;

function variancesOf(subject: Subject, list: Variance['list'], match: Match, differences: Difference[]): Variance[] {
  const expected = subject.key[list][match.expected];
  if (differences.length === 0 || expected === undefined) return [];
  const entered = subject.sheet[list][match.entry]?.code ?? '';
  return differences.map((difference) => ({
    ...difference,
    severity:
      expected.status === 'required'
        ? severityOf(subject, difference.kind, list, entered, expected.code)
        : 'observation',
    list,
    entry: match.entry,
    expected: match.expected,
    entered,
    wanted: expected.code,
    evidence: expected.evidence,
    cites: difference.kind === 'poa' ? [controllingRule('poa', subject.encounter.setting, list)] : expected.cites,
  }));
}

/**
 * POA of a diagnosis (OG Appendix I), inpatient only. An exempt code is right with `exempt` and with nothing entered;
 * an accepted alternate is held to its own exemption.
 */
export function poaAgrees(subject: Subject, entry: number, expected: ExpectedDiagnosis): boolean | undefined {
  const row = subject.sheet.diagnoses[entry];
  if (row === undefined || expected.poa === undefined || !needsPoa(subject.encounter.setting)) return undefined;
  const wanted = wantedPoa(subject, row.code, expected);
  if (wanted === 'exempt') return row.poa === undefined || row.poa === 'exempt';
  return row.poa !== undefined && (wanted === undefined ? row.poa !== 'exempt' : row.poa === wanted);
}

/** The indicator a code should have; undefined for an alternate that needs one where the key's own code is exempt. */
function wantedPoa(subject: Subject, code: string, expected: ExpectedDiagnosis): ExpectedDiagnosis['poa'] {
  if (code === expected.code) return expected.poa;
  if (findCode(subject.catalog, 'diagnoses', code)?.facts.poaExempt) return 'exempt';
  return expected.poa === 'exempt' ? undefined : expected.poa;
}

export function compareDiagnosis(subject: Subject, match: Match): AttributeVerdict {
  const expected = subject.key.diagnoses[match.expected] as ExpectedDiagnosis;
  const row = subject.sheet.diagnoses[match.entry];
  const poa = poaAgrees(subject, match.entry, expected);
  if (poa === undefined) return { attributes: {}, variances: [] };
  const wanted = wantedPoa(subject, row?.code ?? '', expected) ?? 'Y, N, U or W';
  const attribute = { entered: row?.poa ?? '', wanted };
  return {
    attributes: { poa },
    variances: poa ? [] : variancesOf(subject, 'diagnoses', match, [{ kind: 'poa', attribute }]),
  };
}

export function compareProcedure(subject: Subject, match: Match): AttributeVerdict {
  const expected = subject.key.procedures[match.expected] as ExpectedProcedure;
  const entered = subject.sheet.procedures[match.entry]?.date ?? '';
  const date = entered === expected.date;
  // The taxonomy has no kind for a date; the day of a procedure is its place in the course of the stay.
  const difference = { kind: 'sequencing', attribute: { entered, wanted: expected.date } } as const;
  return { attributes: { date }, variances: date ? [] : variancesOf(subject, 'procedures', match, [difference]) };
}

export function compareService(subject: Subject, match: Match, targets: PointerTargets): AttributeVerdict {
  const expected = subject.key.services[match.expected] as ExpectedService;
  const row = subject.sheet.services[match.entry] ?? { modifiers: [], units: undefined, pointers: [] };
  const modifiers = compareModifiers(row.modifiers, expected.modifiers, subject.catalog);
  const pointers = comparePointers(row.pointers, expected.pointers, targets);
  const units = row.units === expected.units;
  const differences: Difference[] = modifiers.map(({ kind, entered, wanted }) => ({
    kind,
    attribute: {
      entered: entered.join(' '),
      wanted: wanted.join(kind === 'modifier-wrong' && entered.length > 1 ? ' ' : ' or '),
    },
  }));
  if (!units) {
    const attribute = { entered: row.units === undefined ? '' : String(row.units), wanted: String(expected.units) };
    differences.push({ kind: 'units', attribute });
  }
  if (pointers.isVariance) {
    const attribute = {
      entered: pointedCodes(row.pointers, targets.codes).join(' '),
      wanted: [expected.pointers.first, ...expected.pointers.rest].join(' '),
    };
    differences.push({ kind: 'diagnosis-pointer', attribute });
  }
  return {
    attributes: { modifiers: modifiers.length === 0, units, pointers: pointers.agree },
    variances: variancesOf(subject, 'services', match, differences),
  };
}
