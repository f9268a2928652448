import type { AnswerKey } from '#domain/chart/answer-key';
import type { SheetList } from '#domain/chart/coding-sheet';
import { SETTING_NAMES, type Setting } from '#domain/chart/encounter';
import type { Catalog } from '#domain/codeset/catalog';
import { named } from '#domain/grading/code-wording';
import { explain } from '#domain/grading/explain';
import type { Variance, VarianceKind } from '#domain/grading/variance';
import { type StudyCard, VARIANCE_DECK, varianceCardId } from './card.ts';
import type { SkillId } from './skills.ts';

/** A difference from an answer key, with all that tells it. Only of attempts that are graded. */
export interface ToldVariance {
  entryId: string;
  variance: Variance;
  chart: { title: string; setting: Setting };
  key: AnswerKey;
  catalog: Catalog;
  skills: readonly SkillId[];
  /** Where the result stands. */
  resultAddress: string;
}

const LISTS: Record<SheetList, string> = {
  diagnoses: 'diagnoses',
  procedures: 'procedures',
  services: 'service lines',
};

/** Kinds that ask whether what was entered belongs on the sheet at all. */
const MAYBE_TOO_MUCH: ReadonlySet<VarianceKind> = new Set([
  'unsupported-diagnosis',
  'unsupported-procedure',
  'integral-symptom',
  'uncertain-diagnosis-outpatient',
  'unbundled',
  'excludes1',
  'duplicate',
]);
const ABOUT_ORDER: ReadonlySet<VarianceKind> = new Set([
  'wrong-principal',
  'sequencing',
  'code-first',
  'manifestation-first',
]);

/** A card of one's own difference: the front says chart, setting, record and what was entered; only the back says what is right. */
export function varianceCard(told: ToldVariance): StudyCard {
  const { entryId, variance, chart, key, catalog, skills, resultAddress } = told;
  const { headline, sentences, whatDiffers, cites, evidence } = explain(variance, key, catalog);
  const quotes = evidence.map(({ quote }) => `The record says: “${quote}”`);
  const front = [
    `${chart.title} (${SETTING_NAMES[chart.setting]})`,
    ...quotes,
    enteredIn(variance, catalog),
    questionOf(variance),
  ];
  return {
    id: varianceCardId(entryId),
    deck: VARIANCE_DECK,
    front: front.filter((line) => line !== '').join('\n'),
    back: [headline, ...sentences, ...whatDiffers].join('\n'),
    cites,
    skills,
    more: { address: resultAddress, title: 'The result this came from' },
  };
}

function enteredIn({ list, entered, attribute }: Variance, catalog: Catalog): string {
  if (entered === undefined) return `Something is missing among your ${LISTS[list]}.`;
  const given = attribute === undefined ? '' : `, with ${attribute.entered === '' ? 'nothing' : attribute.entered}`;
  return `You entered ${named(catalog, list, entered)}${given}.`;
}

function questionOf({ kind, entered, attribute }: Variance): string {
  if (kind === 'poa') return 'Which POA indicator is right, and why?';
  if (kind === 'units') return 'How many units are right, and why?';
  if (kind === 'diagnosis-pointer') return 'Which pointers are right, and why?';
  if (kind.startsWith('modifier')) return 'What is right about modifiers here, and why?';
  if (ABOUT_ORDER.has(kind)) return 'What belongs first, and which rule says so?';
  if (MAYBE_TOO_MUCH.has(kind)) return 'Does it belong on the sheet? Which rule says so?';
  if (entered === undefined) return 'What is coded for this, and which rule says so?';
  return attribute === undefined
    ? 'Which code is right, and what tells the two apart?'
    : 'What is right here, and why?';
}
