import { wilsonInterval } from '#domain/grading/accuracy';
import { type ExamPlan, estimateReadiness, type Readiness } from '#domain/study/readiness';
import { normalShareBelow } from '#domain/study/score-spread';
import { NOW, type SimulatedLearner, simulate, USUAL_WORLD, type World } from './simulated-learners.ts';

/** What one forecaster said of one learner, and what came of it. */
interface Forecast {
  pass: number;
  passed: boolean;
}

export interface Calibration {
  learners: number;
  /** Learners of whom nothing was said for want of evidence. */
  silent: number;
  forecasts: Forecast[];
  /** How often the truth lay in the interval. */
  covered: { overall: number; domains: number };
  meanWidth: { overall: number; domains: number };
  /** Average of forecast minus truth, in shares right. */
  bias: number;
  /** The same figures of the raw average with its Wilson interval, of the same learners. */
  peer: { forecasts: Forecast[]; covered: number; meanWidth: number; bias: number };
}

const covers = ({ low, high }: { low: number; high: number }, truth: number): boolean => low <= truth && truth <= high;

/** The peer: the share of right answers, its Wilson interval, and how likely the true share is above the mark. */
function rawAverage({ evidence }: SimulatedLearner, { pass }: ExamPlan) {
  const right = evidence.reduce((sum, { credit }) => sum + credit, 0);
  const interval = wilsonInterval(right, evidence.length);
  const deviation = (interval.high - interval.low) / (2 * 1.96);
  return { ...interval, pass: normalShareBelow((interval.share - pass.share) / Math.hypot(deviation, pass.deviation)) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Forecasts for so many learners from a first seed on, beside what became of them. */
export function calibrate(
  plans: readonly ExamPlan[],
  seed: number,
  learners: number,
  world: World = USUAL_WORLD,
): Calibration {
  const judged: { learner: SimulatedLearner; readiness: Readiness; pass: number; plan: ExamPlan }[] = [];
  for (let index = 0; index < learners; index++) {
    const plan = plans[index % plans.length] as ExamPlan;
    const learner = simulate(plan, seed + index, world);
    const readiness = estimateReadiness(plan, learner.evidence, NOW);
    if (readiness.verdict.kind === 'estimate') judged.push({ learner, readiness, pass: readiness.verdict.pass, plan });
  }
  const byDomain = judged.flatMap(({ learner, readiness }) =>
    readiness.domains.map((domain, index) => ({ domain, truth: learner.truth.domains[index] as number })),
  );
  const raw = judged.map(({ learner, plan }) => ({ ...rawAverage(learner, plan), learner }));
  return {
    learners,
    silent: learners - judged.length,
    forecasts: judged.map(({ pass, learner }) => ({ pass, passed: learner.passed })),
    covered: {
      overall: mean(judged.map(({ readiness, learner }) => Number(covers(readiness.overall, learner.truth.overall)))),
      domains: mean(byDomain.map(({ domain, truth }) => Number(covers(domain, truth)))),
    },
    meanWidth: {
      overall: mean(judged.map(({ readiness: { overall } }) => overall.high - overall.low)),
      domains: mean(byDomain.map(({ domain }) => domain.high - domain.low)),
    },
    bias: mean(judged.map(({ readiness, learner }) => readiness.overall.expected - learner.truth.overall)),
    peer: {
      forecasts: raw.map(({ pass, learner }) => ({ pass, passed: learner.passed })),
      covered: mean(raw.map((one) => Number(covers(one, one.learner.truth.overall)))),
      meanWidth: mean(raw.map(({ low, high }) => high - low)),
      bias: mean(raw.map(({ share, learner }) => share - learner.truth.overall)),
    },
  };
}

export interface Bin {
  from: number;
  told: number;
  learners: number;
  passed: number;
}

/** Forecasts in bins of ten points: what was told on average, how many were told so, the share that passed. */
export function binned(forecasts: readonly Forecast[]): Bin[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = forecasts.filter(({ pass }) => Math.min(9, Math.floor(pass * 10)) === bin);
    return {
      from: bin * 10,
      told: mean(inside.map(({ pass }) => pass)),
      learners: inside.length,
      passed: mean(inside.map(({ passed }) => Number(passed))),
    };
  });
}

/** Mean squared distance of forecasts from what came of them (Brier 1950). */
export const brier = (forecasts: readonly Forecast[]): number =>
  mean(forecasts.map(({ pass, passed }) => (pass - Number(passed)) ** 2));

/** How far told and passed lie apart, weighed by how many were told so. */
export const calibrationError = (forecasts: readonly Forecast[]): number =>
  binned(forecasts)
    .filter(({ learners }) => learners > 0)
    .reduce((sum, { told, passed, learners }) => sum + (learners / forecasts.length) * Math.abs(told - passed), 0);
