import { type StudyCard, VARIANCE_DECK, varianceCardId } from './card.ts';
import type { SkillId } from './skills.ts';

/** A wrong answer of an exam, in plain words, as a card asks it again. */
export interface WrongAnswerWords {
  entryId: string;
  /** The text it asks about, where there is one. */
  scenario?: string;
  stem: string;
  /** Options as they stood there; empty where nothing is chosen from. */
  options: readonly string[];
  answered: readonly string[];
  right: readonly string[];
  why: readonly string[];
  cites: readonly string[];
  skills: readonly SkillId[];
  /** Where the result stands, at this item. */
  resultAddress: string;
}

const LETTERS = 'ABCDEFGHIJ';
/** Characters of a record on the front of a card: more is read on the result, where the back leads. */
const MOST_OF_SCENARIO = 1500;

/** A card of one's own wrong answer: the front asks as the exam did; only the back says what was answered and what is right. */
export function examCard(words: WrongAnswerWords): StudyCard {
  const { entryId, scenario, stem, options, answered, right, why, cites, skills, resultAddress } = words;
  const listed = options.map((text, index) => `${LETTERS[index] ?? ''}. ${text}`);
  const given = answered.length > 0 ? `You answered: ${answered.join('; ')}` : '';
  return {
    id: varianceCardId(entryId),
    deck: VARIANCE_DECK,
    front: [shortened(scenario), stem, ...listed].filter((line) => line !== '').join('\n'),
    back: [right.join('\n'), ...why, given].filter((line) => line !== '').join('\n'),
    cites,
    skills,
    more: { address: resultAddress, title: 'The result this came from' },
  };
}

function shortened(scenario = ''): string {
  if (scenario.length <= MOST_OF_SCENARIO) return scenario;
  return `${scenario.slice(0, scenario.lastIndexOf(' ', MOST_OF_SCENARIO))} …`;
}
