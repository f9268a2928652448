// Prints how well readiness is calibrated on simulated learners of known ability, beside the raw average.
import { cpus } from 'node:os';
import { getBlueprints } from '#db/read-blueprints';
import { examPlan } from '#domain/exam/exam-plan';
import { binned, brier, type Calibration, calibrate, calibrationError } from '../domain/study/calibration.ts';
import { USUAL_WORLD, type World } from '../domain/study/simulated-learners.ts';

/** Seeds the parameters were tuned on, and seeds nobody looked at before they stood. */
const TUNING = 1_000_000;
const REPORT = 40_000_000;

const LEARNERS = Number(process.argv[2] ?? 6000);
const isTuning = process.argv.includes('--tuning');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function print(name: string, { learners, silent, forecasts, covered, meanWidth, bias, peer }: Calibration): void {
  console.log(`\n${name}: ${learners} learners, nothing said of ${silent} for want of evidence`);
  const raw = binned(peer.forecasts);
  console.table(
    binned(forecasts).map(({ from, told, learners: count, passed }, index) => ({
      'told %': `${from}–${from + 10}`,
      learners: count,
      'told on average': percent(told),
      passed: percent(passed),
      '± 2 standard errors': percent(2 * Math.sqrt((told * (1 - told)) / count)),
      'raw average: learners': raw[index]?.learners,
      'raw average: passed': percent(raw[index]?.passed ?? 0),
    })),
  );
  console.table([
    {
      what: 'calibration error',
      model: percent(calibrationError(forecasts)),
      'raw average': percent(calibrationError(peer.forecasts)),
    },
    { what: 'Brier score', model: brier(forecasts).toFixed(4), 'raw average': brier(peer.forecasts).toFixed(4) },
    { what: 'true score in the 95 % interval', model: percent(covered.overall), 'raw average': percent(peer.covered) },
    { what: 'width of that interval', model: percent(meanWidth.overall), 'raw average': percent(peer.meanWidth) },
    { what: 'true domain score in the 95 % interval', model: percent(covered.domains), 'raw average': '' },
    { what: 'width of that interval', model: percent(meanWidth.domains), 'raw average': '' },
    { what: 'forecast minus true score', model: percent(bias), 'raw average': percent(peer.bias) },
  ]);
}

/** Worlds nothing was tuned for. */
const OTHER_WORLDS: Record<string, Partial<World>> = {
  'as tuned for': {},
  'learners half a logit less able': { abler: -0.5 },
  'learners half a logit abler': { abler: 0.5 },
  'nobody learns': { gain: 0 },
  'people learn twice as much': { gain: 1 },
  'authors err twice as much': { authorError: 1.2 },
  'the day is 0.4 logits harder': { harderDay: 0.4 },
};

function compareWorlds(plans: Parameters<typeof calibrate>[0], seed: number): void {
  console.log(`\nOther worlds, ${LEARNERS / 2} learners each, all three exams`);
  console.table(
    Object.entries(OTHER_WORLDS).map(([world, change]) => {
      const { forecasts, covered, bias, peer } = calibrate(plans, seed, LEARNERS / 2, { ...USUAL_WORLD, ...change });
      const sure = binned(forecasts)[9];
      return {
        world,
        'calibration error': percent(calibrationError(forecasts)),
        'raw average': percent(calibrationError(peer.forecasts)),
        'told 90–100 %: passed': percent(sure?.passed ?? 0),
        'true score covered': percent(covered.overall),
        'domains covered': percent(covered.domains),
        'forecast minus truth': percent(bias),
      };
    }),
  );
}

console.log(`Readiness, ${cpus()[0]?.model ?? 'an unnamed machine'}, Node ${process.version}`);
const seed = isTuning ? TUNING : REPORT;
const start = performance.now();
const planned = getBlueprints(process.cwd())
  .filter(({ id }) => ['cpc', 'coc', 'ccs'].includes(id))
  .flatMap((blueprint) => {
    const plan = examPlan(blueprint);
    return plan ? [{ name: blueprint.name, plan }] : [];
  });
for (const { name, plan } of planned) print(name, calibrate([plan], seed, LEARNERS));
compareWorlds(
  planned.map(({ plan }) => plan),
  seed + LEARNERS,
);
console.log(`${Math.round((performance.now() - start) / 1000)} s`);
