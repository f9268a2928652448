import type { ShownNote, VerdictLook } from '#components/result/result-view.ts';
import type { SheetList } from '#domain/chart/coding-sheet';
import { formatCode } from '#domain/codeset/code';
import { explain } from '#domain/grading/explain';
import { attributesAgree, codeAgrees } from '#domain/grading/pair';
import { findCode, systemOf } from '#domain/grading/subject';
import { type Severity, VARIANCE_NAMES, type Variance, type VarianceKind } from '#domain/grading/variance';
import type { ShowEvidence } from './_evidence.ts';
import type { Graded } from './_graded.ts';

const EFFECTS: Record<Severity, string> = {
  payment: 'affects payment',
  'data-quality': 'affects data quality, not payment',
  observation: 'worth knowing, nothing lost',
};

const writeCode = (list: SheetList, code: string): string => formatCode({ system: systemOf(list, code), code });

const titleOf = ({ catalog }: Graded, list: SheetList, code: string | undefined): string =>
  (code && findCode(catalog, list, code)?.title) || '';

/** What agrees in code and in every attribute, with the reason the key gives for it. */
export function agreementNotes(graded: Graded, show: ShowEvidence): ShownNote[] {
  const { grade, key } = graded;
  const isTold = (list: SheetList, entry: number) =>
    grade.variances.some((variance) => variance.list === list && variance.entry === entry);
  return grade.pairs
    .filter((pair) => codeAgrees(pair) && attributesAgree(pair) && !isTold(pair.list, pair.entry))
    .flatMap(({ list, expected, entry }) => {
      const line = key[list][expected];
      const entered = graded.sheet[list][entry];
      if (!line || !entered) return [];
      return {
        look: 'agrees',
        kind: 'Agrees',
        isHeadlineEnough: false,
        codes: writeCode(list, entered.code),
        headline: titleOf(graded, list, entered.code) || writeCode(list, entered.code),
        sentences: [line.rationale],
        evidence: show(line.evidence),
        cites: line.cites,
        effect: '',
      } satisfies ShownNote;
    });
}

/** Codes that are on the sheet and in the key while something else of their line differs. */
export function codesThatAgreeOnly({ grade, sheet }: Graded): string[] {
  return grade.pairs
    .filter((pair) => codeAgrees(pair) && !attributesAgree(pair))
    .map(({ list, entry }) => writeCode(list, sheet[list][entry]?.code ?? ''));
}

/** The differences in the order given, each told once: what it is, why, and the words of the chart that decide it. */
export function differenceNotes(graded: Graded, variances: Variance[], show: ShowEvidence): ShownNote[] {
  return variances.map((variance) => {
    const told = explain(variance, graded.key, graded.catalog);
    const title = isToldByKind(variance) ? titleInQuestion(graded, variance) : '';
    return {
      look: lookOf(variance),
      kind: VARIANCE_NAMES[variance.kind],
      isHeadlineEnough: title === '',
      codes: codesOf(variance),
      headline: title || told.headline,
      sentences: [...told.sentences, ...told.whatDiffers],
      evidence: show(told.evidence),
      cites: told.cites,
      effect: EFFECTS[variance.severity],
    };
  });
}

const TOLD_BY_KIND: readonly VarianceKind[] = [
  'missed-diagnosis',
  'missed-procedure',
  'unsupported-diagnosis',
  'unsupported-procedure',
  'specificity',
  'laterality',
  'seventh-character',
  'combination-code',
  'pcs-axis',
  'em-over',
  'em-under',
];

/** Kind and codes stand beside the headline already: what is new is the meaning of the code. */
const isToldByKind = ({ kind, attribute }: Variance): boolean => attribute === undefined && TOLD_BY_KIND.includes(kind);

/** What the code means that a difference is about: the one to leave out, or else the one the key has. */
export function titleInQuestion(graded: Graded, { kind, list, entered, wanted }: Variance): string {
  const isAboutEntered = kind === 'unsupported-diagnosis' || kind === 'unsupported-procedure';
  return titleOf(graded, list, isAboutEntered ? entered : (wanted ?? entered));
}

function lookOf({ entry, expected }: Variance): VerdictLook {
  if (entry === undefined) return 'missed';
  return expected === undefined ? 'unsupported' : 'partial';
}

/** Both codes of a difference, as written: `E11.21 → E11.22`. */
export function codesOf({ list, entered, wanted }: Variance): string {
  const codes = [entered, wanted].filter((code) => code !== undefined).map((code) => writeCode(list, code));
  return [...new Set(codes)].join(' → ');
}
