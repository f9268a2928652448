import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ItemState } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import { setBreak } from './exam-doors.ts';
import type { ExamFacts } from './exam-facts.ts';
import { highlightSelection } from './highlight-selection.ts';
import { markOf } from './navigator-state.ts';
import { useAnswers } from './use-answers.ts';
import { useExamClock } from './use-exam-clock.ts';
import { usePlace } from './use-place.ts';
import { useTimeOnItem } from './use-time-on-item.ts';

/** What can be done: answer, wait in a break, or nothing any more. */
export type ExamPhase = 'open' | 'break' | 'over';
const PHASES = { running: 'open', break: 'break', grace: 'over', closed: 'over' } as const;

const LONGEST_SPENT_MS = 86_400_000;

/** One sitting while its page is open: the clock, the answers, where the candidate is, and what they can do. */
export function useSitting({ sittingId, clock: first, items }: ExamFacts) {
  const time = useExamClock(sittingId, first);
  const answers = useAnswers(sittingId, items, time);
  const where = usePlace(sittingId, items.length);
  const [problem, setProblem] = useState('');
  const { clock } = time;
  const phase: ExamPhase = PHASES[clock.phase];
  const stateOf = (place: number): ItemState => answers.states.get(place)?.state ?? UNTOUCHED;
  const marks = useMemo(
    () => items.map(({ item }, at) => markOf(at, item, answers.states.get(at)?.state, where.seen.has(at))),
    [items, answers.states, where.seen],
  );

  const addTime = useCallback(
    (place: number, ms: number) => {
      const spent = answers.keeper.current?.stateOf(place).spentMs ?? 0;
      // Time spent on the last question is told after the end, but was spent before it.
      answers.change(place, { spentMs: Math.min(LONGEST_SPENT_MS, spent + ms) }, time.endsAt() - 1);
    },
    [answers.change, answers.keeper, time.endsAt],
  );
  const inSight = phase === 'open' && where.screen === 'question' ? where.place : undefined;
  const handTime = useTimeOnItem(inSight, addTime);

  async function pause(isBreak: boolean) {
    handTime();
    await answers.flush();
    const asked = performance.now();
    const told = await setBreak(sittingId, isBreak);
    if (typeof told === 'string') {
      setProblem(told);
      time.read();
      return;
    }
    setProblem('');
    time.take(told, asked);
    answers.tellClock();
  }
  // What was refused may have been because the sitting was closed elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each refusal
  useEffect(() => {
    if (answers.keeping.kind === 'refused') time.read();
  }, [answers.keeping.kind]);

  // The button that ended the break is gone: the question takes the focus, however the break ended.
  const phaseBefore = useRef(phase);
  useEffect(() => {
    if (phaseBefore.current === 'break' && phase === 'open') where.heading.current?.focus();
    phaseBefore.current = phase;
  }, [phase, where.heading]);

  const flush = useCallback(async () => {
    handTime();
    return answers.flush();
  }, [handTime, answers.flush]);

  const { scenario } = items[where.place] ?? {};
  /** All questions about one text share its highlights: the first of them holds these. */
  const scenarioHolder = scenario === undefined ? where.place : items.findIndex((one) => one.scenario === scenario);
  const highlight = () => {
    const refusal = highlightSelection({
      placeOf: (part) => (part === 'scenario' ? scenarioHolder : where.place),
      stateOf,
      change: answers.change,
    });
    setProblem(refusal ?? '');
  };
  // What was said of one question is over with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another is open
  useEffect(() => setProblem(''), [where.place, where.screen]);
  return { ...answers, ...where, clock, phase, marks, problem, stateOf, scenarioHolder, pause, flush, highlight };
}

export type Sitting = ReturnType<typeof useSitting>;
