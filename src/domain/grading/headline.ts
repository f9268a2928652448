import type { Catalog } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';
import { listed, named, written } from './code-wording.ts';
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
      return wanted === '' ? `Does not belong first: ${what}` : `Belongs first: ${right}`;
    case 'sequencing':
      return sequenceHeadline(variance, right);
    case 'missed-diagnosis':
    case 'missed-procedure':
      return `Missed: ${right}`;
    case 'unsupported-diagnosis':
    case 'unsupported-procedure':
      return `Not supported by the record: ${what}`;
    case 'integral-symptom':
      return `Part of a coded diagnosis: ${what}`;
    case 'uncertain-diagnosis-outpatient':
      return `Uncertain, so not coded outside inpatient: ${what}`;
    case 'specificity':
      return `Specificity: ${both}`;
    case 'laterality':
      return `Side: ${both}`;
    case 'seventh-character':
      return `7th character: ${both}`;
    case 'combination-code':
      return `One code says both: ${both}`;
    case 'code-first':
      return `Another code comes first: ${wanted !== '' && wanted !== entered ? right : related || what}`;
    case 'manifestation-first':
      return `A manifestation follows its cause: ${what}`;
    case 'excludes1':
      return related === '' ? `Excluded here: ${both}` : `Not together with ${related}: ${what}`;
    case 'poa':
      return `Present on admission: ${attributeLine(variance)} for ${written(list, entered)}`;
    case 'external-cause':
      return externalCauseHeadline(variance, { what, right, both });
    case 'pcs-axis':
      return `Same table, another value: ${both}`;
    case 'em-over':
      return `Level too high: ${both}`;
    case 'em-under':
      return `Level too low: ${both}`;
    case 'modifier-missing':
      return `Modifier missing on ${written(list, entered)}: ${variance.attribute?.wanted ?? ''}`;
    case 'modifier-wrong':
      return `Modifier on ${written(list, entered)}: ${attributeLine(variance)}`;
    case 'modifier-unsupported':
      return `Modifier without support on ${written(list, entered)}: ${variance.attribute?.entered ?? ''}`;
    case 'units':
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
      return `Does not fit age or sex: ${what}`;
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
  const before = listed((variance.related ?? []).map((code) => written(list, code)));
  return `Order: ${written(list, entered)} comes after ${before}`;
}

function externalCauseHeadline(
  { entered, wanted }: Variance,
  { what, right, both }: { what: string; right: string; both: string },
): string {
  if (entered === undefined) return `Missed: ${right}`;
  if (wanted === undefined) return `External cause not supported: ${what}`;
  return `External cause: ${both}`;
}
