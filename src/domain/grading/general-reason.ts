import type { Catalog } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';
import type { Expected } from './agreement.ts';
import { listed, named, written } from './code-wording.ts';
import { isMisplacedCause } from './misplaced-cause.ts';
import type { Variance } from './variance.ts';

/**
 * Why a kind of variance is one, in a sentence or two, for where the author of the key wrote nothing about this very
 * code. Rules are told in our own words; the citation stands beside them. `expected`: the key entry, where there is one.
 */
export function generalReason(variance: Variance, catalog: Catalog, expected?: Expected): string {
  const { kind, list, entered = '', wanted = '', attribute } = variance;
  const [code, right] = [written(list, entered), written(list, wanted)];
  const others = (variance.related ?? []).map((other) => written(list, other));
  const related = listed(others);
  switch (kind) {
    case 'wrong-principal':
      return `${code} stands first. That place is for the condition chiefly responsible for the encounter.`;
    case 'sequencing':
      return sequenceReason(variance, code, others);
    case 'missed-diagnosis':
      return 'The record documents it and it meets the definition of a reportable diagnosis.';
    case 'missed-procedure':
      return 'The record documents that it was done and it is reported by itself.';
    case 'unsupported-diagnosis':
      return `The author of the key found nothing a provider documents here that makes ${code} reportable.`;
    case 'unsupported-procedure':
      return `The record does not show that ${code} was done, or it is not reported under the job guideline.`;
    case 'integral-symptom':
      return 'A sign or symptom that routinely belongs to a diagnosis already coded is not coded beside it.';
    case 'uncertain-diagnosis-outpatient':
      return 'Outside inpatient a condition called probable, possible or to be ruled out is not coded; the signs and symptoms are.';
    case 'specificity':
      return `The record supports ${right}, not ${code}.`;
    case 'laterality':
      return `The record names the side, and ${right} is the code for it.`;
    case 'seventh-character':
      return 'The codes are the same up to the 7th character, which tells the stage of care or the kind of injury.';
    case 'combination-code':
      return wanted === ''
        ? 'Another code holds this condition already.'
        : `One code holds these conditions together: ${named(catalog, list, wanted)}.`;
    case 'code-first':
      return `The tabular list has ${(wanted === entered ? others[0] : right) || 'another code'} coded before ${code}.`;
    case 'manifestation-first':
      return `${code} is a manifestation. Its cause is coded first, and it never stands first itself.`;
    case 'excludes1':
      return `The tabular list says that ${code} is not coded together with ${related === '' ? 'another code of the sheet' : related}.`;
    case 'poa':
      return attribute?.wanted === 'exempt'
        ? 'The code is on the list of exempt codes, so it has no indicator.'
        : `The record shows that the indicator is ${attribute?.wanted}${attribute?.entered === '' ? '; none was entered' : ''}.`;
    case 'external-cause':
      if (isMisplacedCause(variance))
        return `${code} says how it happened. An external cause code never stands first; ${right} does.`;
      return entered === ''
        ? 'The record tells the cause, place, activity or status of the injury, and this job guideline asks for it.'
        : 'The record tells another cause, place, activity or status.';
    case 'pcs-axis':
      return variance.axes?.some((axis) => axis <= 3)
        ? 'The documented procedure is built from another table.'
        : 'The table is right; the documented procedure has another value on an axis.';
    case 'em-over':
      return 'The documented decision making, or the time, does not reach this level.';
    case 'em-under':
      return 'The documented decision making, or the time, reaches a higher level.';
    case 'modifier-missing':
      return `The record supports ${attribute?.wanted}, and the line does not carry it.`;
    case 'modifier-wrong':
      return `The record supports ${attribute?.wanted}, not ${attribute?.entered}.`;
    case 'modifier-unsupported':
      return `Nothing in the record supports ${attribute?.entered} on this line.`;
    case 'units':
      return attribute === undefined
        ? 'The units of the record lead elsewhere.'
        : `By the record it is ${attribute.wanted}.`;
    case 'diagnosis-pointer':
      return pointerReason(variance, expected);
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
      return DUPLICATES[list];
    default:
      return assertUnreachable(kind);
  }
}

const DUPLICATES = {
  diagnoses: 'A code is reported once, however often the record names the condition.',
  procedures: 'The same code on the same day says one procedure twice.',
  services: 'The same code with the same modifiers says one line twice. More of a service is told by its units.',
} as const;

function sequenceReason({ list, attribute }: Variance, code: string, [leader = '', ...others]: string[]): string {
  if (list !== 'procedures') {
    const more = others.length === 0 ? '' : ` The places of ${listed(others)} hang together with it.`;
    return `A coding rule or the job guideline has ${leader} before ${code}.${more}`;
  }
  if (attribute === undefined)
    return 'The procedure done for definitive treatment of the principal diagnosis stands first.';
  return `The record dates this procedure ${attribute.wanted}.`;
}

function pointerReason({ attribute }: Variance, expected: Expected | undefined): string {
  const wanted = attribute?.wanted ?? '';
  const firsts = expected !== undefined && 'pointers' in expected ? expected.pointers.orFirst : [];
  const [leader = ''] = wanted.split(' ');
  const order = wanted.includes(' ') ? `, ${codesIn([...new Set([leader, ...firsts])].join(' '), 'or')} first` : '';
  return `The line points at ${codesIn(attribute?.entered)}. What supports it is ${codesIn(wanted)}${order}.`;
}

/** Canonical codes of an attribute as people write them. */
const codesIn = (text = '', word: 'and' | 'or' = 'and'): string => {
  const codes = text.split(' ').filter(Boolean);
  return codes.length === 0
    ? 'nothing'
    : listed(
        codes.map((code) => written('diagnoses', code)),
        word,
      );
};
