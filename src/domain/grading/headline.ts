import type { Catalog } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';
import { axisName, listed, named, written } from './code-wording.ts';
import { isMisplacedCause } from './misplaced-cause.ts';
import type { Variance } from './variance.ts';

/** A variance in one line, as a teacher would write it beside the row: what is the matter, and with which code. */
export function headlineOf(variance: Variance, catalog: Catalog): string {
  const { kind, list, entered = '', wanted = '' } = variance;
  const what = named(catalog, list, entered);
  const right = named(catalog, list, wanted);
  const both = wanted === '' ? what : `${written(list, entered)} → ${written(list, wanted)}`;
  const related = listed((variance.related ?? []).map((code) => written(list, code)));
  switch (kind) {
    case 'wrong-principal':
      if (wanted === '') return `Does not belong first: ${what}`;
      return `Belongs first: ${[right, ...(variance.related ?? []).map((code) => written(list, code))].join(' or ')}`;
    case 'sequencing':
      return sequenceHeadline(variance, right);
    case 'missed-diagnosis':
    case 'missed-procedure':
      return `Missed: ${right}`;
    case 'unsupported-diagnosis':
    case 'unsupported-procedure':
      return `Not supported by the record: ${both}`;
    case 'integral-symptom':
      return `Part of a coded diagnosis: ${both}`;
    case 'uncertain-diagnosis-outpatient':
      return `Uncertain, so not coded outside inpatient: ${both}`;
    case 'specificity':
      return `Specificity: ${both}`;
    case 'laterality':
      return `Side: ${both}`;
    case 'seventh-character':
      return `7th character: ${both}`;
    case 'combination-code':
      return combinationHeadline(variance, { what, related, both });
    case 'code-first':
      return codeFirstHeadline(variance, right, what);
    case 'manifestation-first':
      return `A manifestation follows its cause: ${what}`;
    case 'excludes1':
      return related === '' ? `Excluded here: ${both}` : `Not together with ${related}: ${what}`;
    case 'poa':
      return `Present on admission: ${attributeLine(variance)} for ${written(list, entered)}`;
    case 'external-cause':
      return externalCauseHeadline(variance, { what, right, both });
    case 'pcs-axis':
      return `${axesNamed(variance)}: ${both}`;
    case 'em-over':
      return wanted === '' ? `No visit to report: ${what}` : `Level too high: ${both}`;
    case 'em-under':
      return `Level too low: ${both}`;
    case 'modifier-missing':
      return `Modifier missing on ${written(list, entered)}: ${variance.attribute?.wanted ?? ''}`;
    case 'modifier-wrong':
      return `Modifier on ${written(list, entered)}: ${attributeLine(variance)}`;
    case 'modifier-unsupported':
      return `Modifier without support on ${written(list, entered)}: ${variance.attribute?.entered ?? ''}`;
    case 'units':
      if (variance.attribute === undefined) return wanted === '' ? `No units to report: ${what}` : `Units: ${both}`;
      return `Units of ${written(list, entered)}: ${attributeLine(variance)}`;
    case 'diagnosis-pointer':
      return `Diagnosis pointers of ${written(list, entered)}`;
    case 'unbundled':
      return related === '' ? `Part of another service: ${both}` : `Part of ${related}: ${what}`;
    case 'invalid-code':
      return `No such code in the release of this chart: ${both}`;
    case 'not-billable':
      return `A header, not a code to report: ${both}`;
    case 'outdated-code':
      return `Not valid on the date of service: ${both}`;
    case 'demographic-conflict':
      return `Does not fit age or sex: ${both}`;
    case 'duplicate':
      return `Entered twice: ${what}`;
    default:
      return assertUnreachable(kind);
  }
}

function attributeLine({ attribute }: Variance): string {
  const { entered, wanted } = attribute ?? { entered: '', wanted: 'something else' };
  return `${entered === '' ? 'nothing entered' : entered} → ${wanted}`;
}

function sequenceHeadline(variance: Variance, right: string): string {
  const { list, entered = '', attribute } = variance;
  if (list === 'procedures') {
    if (attribute === undefined) return `Principal procedure first: ${right}`;
    return `Date of ${written(list, entered)}: ${attributeLine(variance)}`;
  }
  return `Order: ${written(list, entered)} comes after ${written(list, variance.related?.[0] ?? '')}`;
}

function codeFirstHeadline({ list, entered = '', wanted = '', related }: Variance, right: string, what: string) {
  if (wanted !== '' && wanted !== entered) return `Another code comes first: ${right}`;
  const [leader] = related ?? [];
  return leader === undefined
    ? `Another code comes first, before ${what}`
    : `Another code comes first: ${written(list, leader)}, then ${written(list, entered)}`;
}

function combinationHeadline({ wanted }: Variance, words: { what: string; related: string; both: string }): string {
  if (wanted !== undefined) return `One code says both: ${words.both}`;
  return words.related === ''
    ? `Already said by another code: ${words.what}`
    : `Belongs in ${words.related}: ${words.what}`;
}

/** `Duration`, `Root operation and device`; more than three at once are simply another procedure. */
function axesNamed({ axes = [], wanted = '' }: Variance): string {
  if (axes.length === 0 || axes.length > 3) return 'Another procedure';
  const names = listed(axes.map((axis) => axisName(wanted, axis).toLowerCase()));
  return `${names.charAt(0).toUpperCase()}${names.slice(1)}`;
}

function externalCauseHeadline(
  variance: Variance,
  { what, right, both }: { what: string; right: string; both: string },
): string {
  const { entered, wanted } = variance;
  if (isMisplacedCause(variance)) return `An external cause never stands first: ${what}`;
  if (entered === undefined) return `Missed: ${right}`;
  if (wanted === undefined) return `External cause not supported: ${what}`;
  return `External cause: ${both}`;
}
