import type { ExamRecords } from './exam-records.ts';
import type { FirstResponses } from './first-responses.ts';
import { type CalibratedItem, type Calibration, calibratable, calibrate } from './item-response.ts';
import { LEAST_CANDIDATES } from './item-statistics.ts';
import type { ResponseModel } from './response-curves.ts';

/** Where an item stands on the scale of each model that enough people answered it for. */
export interface ItemCalibration {
  onePl?: CalibratedItem;
  twoPl?: CalibratedItem;
}

/** One run of a model over an exam. */
export interface ExamCalibration {
  model: ResponseModel;
  sittings: number;
  items: number;
  logLikelihood: number;
  rounds: number;
  hasConverged: boolean;
}

/** Far below the errors of estimation, and reached in some dozens of rounds. */
const TOLERANCE = 1e-4;
const MOST_ROUNDS = 400;
/** Of a sitting with fewer items nobody's ability is known; of fewer items there is no scale. */
const LEAST_ITEMS = 5;

/** Calibrates the items that enough people answered, with one slope and with a slope each. */
export function calibrateExam({ items }: ExamRecords, { byItem, bySitting }: FirstResponses) {
  const found = new Map<number, ItemCalibration>();
  const calibrations: ExamCalibration[] = [];
  const runs = [
    { model: '1pl', field: 'onePl', least: LEAST_CANDIDATES.onePl },
    { model: '2pl', field: 'twoPl', least: LEAST_CANDIDATES.twoPl },
  ] as const;
  for (const { model, field, least } of runs) {
    const enough = items.flatMap((_, index) => ((byItem[index]?.length ?? 0) >= least ? [index] : []));
    const run = calibrateThose(enough, bySitting, model);
    if (!run) continue;
    calibrations.push(run.calibration);
    for (const [at, item] of run.items.entries()) found.set(item, { ...found.get(item), [field]: run.placed[at] });
  }
  return { items: found, calibrations };
}

function calibrateThose(wanted: readonly number[], bySitting: FirstResponses['bySitting'], model: ResponseModel) {
  const all = matrixOf(wanted, bySitting);
  const kept = calibratable({ scores: all });
  if (kept.length < LEAST_ITEMS) return undefined;
  const items = kept.map((at) => wanted[at] as number);
  const scores = kept.length === wanted.length ? all : matrixOf(items, bySitting);
  const { items: placed, ...run }: Calibration = calibrate({ scores }, model, {
    tolerance: TOLERANCE,
    mostRounds: MOST_ROUNDS,
  });
  return { items, placed, calibration: { ...run, sittings: scores.length, items: items.length } };
}

/** Rows of sittings that have enough of these items; what was not given is null. */
function matrixOf(wanted: readonly number[], bySitting: FirstResponses['bySitting']): (0 | 1 | null)[][] {
  const places = new Map(wanted.map((item, at) => [item, at]));
  return bySitting.flatMap((answers) => {
    const row = new Array<0 | 1 | null>(wanted.length).fill(null);
    let given = 0;
    for (const { item, isRight } of answers) {
      const at = places.get(item);
      if (at === undefined) continue;
      row[at] = isRight ? 1 : 0;
      given += 1;
    }
    return given >= LEAST_ITEMS ? [row] : [];
  });
}
