import type { MouseEvent } from 'react';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { ItemState } from '#domain/exam/sittings/sitting';
import { MarkedText } from './MarkedText.tsx';

export const LETTERS = 'ABCDEF';
type ChoiceItem = Extract<CandidateItem, { type: 'single-choice' | 'multiple-choice' }>;

/** The choices after one was chosen, or taken back where several can be. */
export function choose(item: ChoiceItem, state: ItemState, option: number): Partial<ItemState> {
  const before = state.answer?.kind === 'options' ? state.answer.chosen : [];
  const others = before.filter((one) => one !== option);
  const isTakenBack = item.type === 'multiple-choice' && before.includes(option);
  const chosen = item.type === 'single-choice' ? [option] : isTakenBack ? others : [...others, option].sort();
  // What somebody chooses they do not rule out.
  const struck = chosen.includes(option) ? state.struck.filter((one) => one !== option) : state.struck;
  return { answer: { kind: 'options', chosen }, struck };
}

export const strike = ({ struck }: ItemState, option: number): Partial<ItemState> => ({
  struck: struck.includes(option) ? struck.filter((one) => one !== option) : [...struck, option].sort(),
});

interface ChoiceAnswerProps {
  item: ChoiceItem;
  state: ItemState;
  onChange(what: Partial<ItemState>): void;
}

/** Options to choose from, each of which can be struck out: by its button, or by the right mouse button. */
export function ChoiceAnswer({ item, state, onChange }: ChoiceAnswerProps) {
  const chosen = state.answer?.kind === 'options' ? state.answer.chosen : [];
  const isMultiple = item.type === 'multiple-choice';
  function onContextMenu(event: MouseEvent, option: number) {
    event.preventDefault();
    onChange(strike(state, option));
  }
  return (
    <fieldset className="choice-answer">
      <legend className={isMultiple ? 'asked' : 'ears-only'}>
        {isMultiple ? `Choose ${item.rightAnswers}.` : 'Choose one.'}
      </legend>
      <ol>
        {item.options.map((text, option) => {
          const isStruck = state.struck.includes(option);
          const letter = LETTERS[option] ?? '';
          return (
            // The button beside it does what the right mouse button does.
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: options are their places
              key={option}
              className={isStruck ? 'struck' : undefined}
              onContextMenu={(event) => onContextMenu(event, option)}
            >
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps a selection from choosing */}
              <label onClick={keepSelection}>
                <input
                  type={isMultiple ? 'checkbox' : 'radio'}
                  name="option"
                  checked={chosen.includes(option)}
                  onChange={() => onChange(choose(item, state, option))}
                />
                <span className="letter">{letter}</span>
                <MarkedText part={`option-${option}`} text={text} highlights={state.highlights} />
                {isStruck ? <span className="struck-word">struck out</span> : null}
              </label>
              <button
                type="button"
                className="icon-button strike"
                aria-pressed={isStruck}
                aria-label={`Strike out ${letter}`}
                title={`Strike out ${letter} (or right click)`}
                onClick={() => onChange(strike(state, option))}
              >
                <s aria-hidden="true">{letter}</s>
              </button>
            </li>
          );
        })}
      </ol>
      {isMultiple ? <CountOfChoices chosen={chosen.length} asked={item.rightAnswers} /> : null}
    </fieldset>
  );
}

/** Text was being selected, not an option chosen. */
function keepSelection(event: MouseEvent<HTMLLabelElement>): void {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.containsNode(event.currentTarget, true)) event.preventDefault();
}

function CountOfChoices({ chosen, asked }: { chosen: number; asked: number }) {
  const more = chosen - asked;
  return (
    <p role="status" className={more > 0 ? 'choice-count notice wrong' : 'choice-count soft small'}>
      {more > 0
        ? `You chose ${chosen}; the question asks for ${asked}. Take ${more} back, or it cannot count.`
        : `${chosen} of ${asked} chosen.`}
    </p>
  );
}
