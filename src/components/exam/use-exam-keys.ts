import { useLetterKeys } from '../workspace/use-letter-keys.ts';
import { useWorkspaceKeys } from '../workspace/use-workspace-keys.ts';
import { choose, LETTERS, strike } from './ChoiceAnswer.tsx';
import type { ExamFacts } from './exam-facts.ts';
import type { Sitting } from './use-sitting.ts';
import type { Tools } from './use-tools.ts';

/** F is the flag's, so that letters choose the first four only; numbers choose any. */
const CHOOSING_LETTERS = LETTERS.slice(0, 4);

/** Every action of the exam by a key of its own; single keys can be switched off. */
export function useExamKeys({ items, isCodeBookAllowed }: ExamFacts, sitting: Sitting, tools: Tools) {
  const [areLettersOn, setLetters] = useLetterKeys();
  const { place, screen, go } = sitting;
  const state = sitting.stateOf(place);
  const choosing =
    screen === 'question' ? optionKeys(items[place]?.item, state, (what) => sitting.change(place, what)) : {};
  useWorkspaceKeys({
    areLettersOn,
    alsoOnChoices: true,
    letters: {
      ...choosing,
      n: () => go(place + 1),
      p: () => go(place - 1),
      f: () => screen === 'question' && sitting.change(place, { isFlagged: !state.isFlagged }),
      g: () => tools.setDialog('go-to'),
      r: sitting.review,
      m: () => screen === 'question' && tools.setNoteOpen(place, !tools.isNoteOpen(place, state.note !== '')),
      h: sitting.highlight,
      k: tools.toggleCalculator,
      '?': () => tools.setDialog('keys'),
      ...(isCodeBookAllowed && { '/': tools.toggleBook }),
    },
    others: {},
  });
  return { areLettersOn, setLetters };
}

function optionKeys(
  item: ExamFacts['items'][number]['item'] | undefined,
  state: ReturnType<Sitting['stateOf']>,
  change: (what: Partial<typeof state>) => void,
): Record<string, () => void> {
  if (item?.type !== 'single-choice' && item?.type !== 'multiple-choice') return {};
  return Object.fromEntries(
    item.options.flatMap((_, option) => {
      const take = () => change(choose(item, state, option));
      const letter = CHOOSING_LETTERS[option]?.toLowerCase();
      return [
        [String(option + 1), take],
        [`shift+${option + 1}`, () => change(strike(state, option))],
        ...(letter ? [[letter, take] as const] : []),
      ];
    }),
  );
}
