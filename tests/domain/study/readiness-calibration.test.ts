import { beforeAll, describe, expect, test } from 'vitest';
import { getBlueprints } from '#db/read-blueprints';
import { examPlan } from '#domain/exam/exam-plan';
import { brier, type Calibration, calibrate, calibrationError } from './calibration.ts';

/** Seeds the parameters were not tuned on (`npm run bench:readiness` prints many more). */
const FIRST_SEED = 50_000_000;
const LEARNERS = 900;

const plans = getBlueprints('.').flatMap((blueprint) =>
  ['cpc', 'coc', 'ccs'].includes(blueprint.id) ? (examPlan(blueprint) ?? []) : [],
);
let calibration: Calibration;
beforeAll(() => {
  calibration = calibrate(plans, FIRST_SEED, LEARNERS);
});

describe('simulated learners of known ability', () => {
  test('three exams, and a word on most learners', () => {
    expect(plans.length).toBe(3);
    expect(calibration.forecasts.length).toBeGreaterThan(0.6 * LEARNERS);
  });

  // Bins of ten points in pairs, so that each holds enough learners to tell 5 points apart.
  test.each([0, 20, 40, 60, 80])('of those told %i to 20 points more, as many pass', (from) => {
    const told = calibration.forecasts.filter(({ pass }) => Math.min(4, Math.floor(pass * 5)) === from / 20);
    const expected = told.reduce((sum, { pass }) => sum + pass, 0) / told.length;
    const passed = told.filter((one) => one.passed).length / told.length;
    const error = Math.sqrt((expected * (1 - expected)) / told.length);
    expect(told.length).toBeGreaterThan(40);
    expect(Math.abs(passed - expected)).toBeLessThan(2 * error + 0.03);
  });

  test('told and passed lie less than 5 points apart over all, and nearer than with the raw average', () => {
    const { forecasts, peer } = calibration;
    expect(calibrationError(forecasts)).toBeLessThan(0.05);
    expect(calibrationError(forecasts)).toBeLessThan(calibrationError(peer.forecasts));
    expect(brier(forecasts)).toBeLessThan(brier(peer.forecasts));
  });

  test('95 % intervals hold the truth about as often as they say', () => {
    const { covered, peer } = calibration;
    expect(covered.overall).toBeGreaterThan(0.93);
    expect(covered.overall).toBeLessThan(0.98);
    expect(covered.domains).toBeGreaterThan(0.93);
    expect(covered.domains).toBeLessThan(0.97);
    expect(peer.covered).toBeLessThan(0.8);
  });
});
