import type { Catalog } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';
import { listed, named, written } from './code-wording.ts';
import type { Variance } from './variance.ts';

/**
 * Why a kind of variance is one, in a sentence or two, for where the author of the key wrote nothing about this very
 * code. Rules are told in our own words; the citation stands beside them.
 */
export function generalReason(variance: Variance, catalog: Catalog): string {
  const { kind, list, entered = '', wanted = '', attribute } = variance;
  const [code, right] = [written(list, entered), written(list, wanted)];
  const related = listed((variance.related ?? []).map((other) => written(list, other)));
  switch (kind) {
    case 'wrong-principal':
      return `${code} stands first. That place is for the condition chiefly responsible for the encounter.`;
    case 'sequencing':
      return sequenceReason(variance, related);
    case 'missed-diagnosis':
      return 'The record documents it and it meets the definition of a reportable diagnosis.';
    case 'missed-procedure':
      return 'The record documents that it was done and it is reported by itself.';
    case 'unsupported-diagnosis':
      return `Nothing a provider documents in this chart supports ${code} as a reportable diagnosis.`;
    case 'unsupported-procedure':
      return `The record does not show that ${code} was done, or it is not reported under the job guideline.`;
    case 'integral-symptom':
      return 'A sign or symptom that routinely belongs to a diagnosis already coded is not coded beside it.';
    case 'uncertain-diagnosis-outpatient':
      return 'Outside inpatient a condition called probable, possible or to be ruled out is not coded; the signs and symptoms are.';
    case 'specificity':
      return `The record supports ${right}, which says more exactly what ${code} leaves open or says otherwise.`;
    case 'laterality':
      return `The record names the side, and ${right} is the code for it.`;
    case 'seventh-character':
      return 'The codes are the same up to the 7th character, which tells the stage of care or the kind of injury.';
    case 'combination-code':
      return `One code holds these conditions together: ${named(catalog, list, wanted)}.`;
    case 'code-first':
      return `The tabular list puts the underlying condition before ${code}.`;
    case 'manifestation-first':
      return `${code} is a manifestation. Its cause is coded first, and it never stands first itself.`;
    case 'excludes1':
      return `The tabular list says that ${code} is not coded together with ${related === '' ? 'another code of the sheet' : related}.`;
    case 'poa':
      return attribute?.wanted === 'exempt'
        ? 'The code is on the list of exempt codes, so it has no indicator.'
        : `The record shows that the indicator is ${attribute?.wanted}${attribute?.entered === '' ? '; none was entered' : ''}.`;
    case 'external-cause':
      return entered === ''
        ? 'The record tells the cause, place, activity or status of the injury, and this job guideline asks for it.'
        : 'The record tells another cause, place, activity or status, or the code stands where a diagnosis belongs.';
    case 'pcs-axis':
      return 'The table is right; the documented procedure has another value on an axis.';
    case 'em-over':
      return 'The documented decision making, or the time, does not reach this level.';
    case 'em-under':
      return 'The documented decision making, or the time, reaches a higher level.';
    case 'modifier-missing':
      return `Without the modifier the line does not say what the record says: ${attribute?.wanted}.`;
    case 'modifier-wrong':
      return `The record supports ${attribute?.wanted}, not ${attribute?.entered}.`;
    case 'modifier-unsupported':
      return `Nothing in the record supports ${attribute?.entered} on this line.`;
    case 'units':
      return `The documented amount or number of times gives ${attribute?.wanted}.`;
    case 'diagnosis-pointer':
      return `The line points at ${codesIn(attribute?.entered)}; the diagnoses that make it necessary are ${codesIn(attribute?.wanted)}, the first in first place.`;
    case 'unbundled':
      return `${code} is included in ${related === '' ? 'another service of the sheet' : related} and is not reported beside it.`;
    case 'invalid-code':
      return `${code} does not exist in the release that this chart is coded under.`;
    case 'not-billable':
      return `${code} has codes below it; one of those has to be chosen.`;
    case 'outdated-code':
      return `${code} belongs to another release than the one in force on the date of service.`;
    case 'demographic-conflict':
      return `${code} is for people of another age or sex than the patient.`;
    case 'duplicate':
      return 'A code is reported once, however often the record names the condition.';
    default:
      return assertUnreachable(kind);
  }
}

function sequenceReason({ list, attribute }: Variance, related: string): string {
  if (list !== 'procedures') return `A coding rule or the job guideline fixes this order: ${related} stands before it.`;
  if (attribute === undefined)
    return 'The procedure done for definitive treatment of the principal diagnosis stands first.';
  return `The record dates this procedure ${attribute.wanted}.`;
}

/** Canonical codes of an attribute as people write them. */
const codesIn = (text = ''): string => {
  const codes = text.split(' ').filter(Boolean);
  return codes.length === 0 ? 'nothing' : listed(codes.map((code) => written('diagnoses', code)));
};
