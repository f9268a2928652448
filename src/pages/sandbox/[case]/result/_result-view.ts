import type { ResultView, ShownLens } from '#components/result/result-view.ts';
import { needsPoa } from '#domain/chart/encounter';
import { REFERENCE_LINES } from '#domain/grading/accuracy';
import { formatPercent } from '#domain/grading/fraction';
import type { Grade } from '#domain/grading/grade';
import { LENS_TEXTS, LENSES, lensApplies, score } from '#domain/grading/lenses';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import { studyNext } from '#domain/grading/study-next';
import { costliestFirst, costliestOf, weighedOf } from './_cost.ts';
import { collectEvidence } from './_evidence.ts';
import type { Graded } from './_graded.ts';
import { agreementNotes, codesThatAgreeOnly, differenceNotes } from './_notes.ts';
import { sideBySide } from './_side-by-side.ts';

/** A list of every topic is no advice; these come first. */
const MOST_TO_STUDY = 5;
const MAIN_LENS = 'code-over-code';

/** The result in words. Only for attempts that are submitted: it holds the key. */
export function resultView(graded: Graded): ResultView {
  const evidence = collectEvidence(graded.chart);
  const variances = costliestFirst(graded);
  return {
    headline: headlineOf(graded),
    costliest: costliestOf(graded, variances),
    turnsOn: graded.key.turnsOn,
    agreements: agreementNotes(graded, evidence.show),
    nearly: codesThatAgreeOnly(graded),
    weighed: weighedOf(variances),
    differences: differenceNotes(graded, variances, evidence.show),
    lists: sideBySide(graded),
    lenses: lensesOf(graded.grade),
    references: REFERENCE_LINES.map((line) => ({ name: line.name, percent: formatPercent(line) })),
    study: studyNext(variances)
      .slice(0, MOST_TO_STUDY)
      .map(({ title, cites }) => ({ title, rule: cites.join(' · ') })),
    marks: evidence.marks,
  };
}

/** What was right, first. */
function headlineOf({ grade: { tally, sections }, chart }: Graded): string {
  const { correct, required } = tally;
  const place = needsPoa(chart.encounter.setting) ? 'principal' : 'first-listed';
  const first = sections.principal && sections.principal.right > 0 ? `, and the ${place} diagnosis is right` : '';
  if (correct === 0) return `None of the ${required} codes of the key is on your sheet yet.`;
  return `${correct} of ${required} ${required === 1 ? 'code' : 'codes'} of the key ${correct === 1 ? 'is' : 'are'} on your sheet${first}.`;
}

function lensesOf(grade: Grade): ShownLens[] {
  return LENSES.filter((lens) => lensApplies(grade, lens)).map((lens) => {
    const share = score(grade, lens, DEFAULT_POLICY);
    return { ...LENS_TEXTS[lens], ...share, percent: formatPercent(share), isMain: lens === MAIN_LENS };
  });
}

/** The score that counts here, as `7 of 9, 77.8 %`. */
export function mainScore(grade: Grade): string {
  const share = score(grade, MAIN_LENS, DEFAULT_POLICY);
  return `${share.numerator} of ${share.denominator}, ${formatPercent(share)}`;
}
