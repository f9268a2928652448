import { type RefObject, useEffect, useRef } from 'react';
import { ITEM_STATE_LIMITS } from '#domain/exam/sittings/item-state-limits';
import type { ItemState, SittingItem } from '#domain/exam/sittings/sitting';
import { ChoiceAnswer } from './ChoiceAnswer.tsx';
import type { Drawing } from './exam-facts.ts';
import { FormFieldAnswer } from './FormFieldAnswer.tsx';
import { HotspotAnswer } from './HotspotAnswer.tsx';
import { MarkedText } from './MarkedText.tsx';
import { OrderAnswer } from './OrderAnswer.tsx';
import { selectWordsByKeys } from './select-words.ts';
import { TypedCodesAnswer } from './TypedCodesAnswer.tsx';

interface ItemViewProps {
  asked: SittingItem;
  /** How many questions there are. */
  many: number;
  state: ItemState;
  drawings: Record<string, Drawing>;
  isQuiet: boolean;
  isNoteOpen: boolean;
  heading: RefObject<HTMLHeadingElement | null>;
  onChange(what: Partial<ItemState>): void;
  onNote(isOpen: boolean): void;
}

/** One question: its number, its text, the place for its answer, and the candidate's own note. */
export function ItemView(props: ItemViewProps) {
  const { asked, many, state, isNoteOpen, heading, onChange, onNote } = props;
  const { item, place } = asked;
  return (
    <section className="question" aria-labelledby="question-heading">
      <div className="question-head">
        <h1 id="question-heading" tabIndex={-1} ref={heading}>
          {`Question ${place + 1} of ${many}`}
        </h1>
        <button
          type="button"
          className="button flag-button"
          aria-pressed={state.isFlagged}
          onClick={() => onChange({ isFlagged: !state.isFlagged })}
        >
          <span aria-hidden="true">⚑</span> {state.isFlagged ? 'Flagged' : 'Flag'}
        </button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div
        className="stem document-text"
        role="group"
        aria-label="Question text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: words of it can be chosen by key, for highlighting
        tabIndex={0}
        onKeyDown={(event) => selectWordsByKeys(event, textsOf(event.currentTarget))}
      >
        <MarkedText part="stem" text={item.stem} highlights={state.highlights} />
      </div>
      <Answer {...props} />
      <div className="question-foot">
        {state.answer === null ? null : (
          <button type="button" className="link-button small" onClick={() => onChange({ answer: null })}>
            Clear the answer
          </button>
        )}
        {state.highlights.length > 0 ? (
          <button type="button" className="link-button small" onClick={() => onChange({ highlights: [] })}>
            Clear highlights
          </button>
        ) : null}
        <button
          type="button"
          className="link-button small"
          aria-expanded={isNoteOpen}
          onClick={() => onNote(!isNoteOpen)}
        >
          {state.note ? 'Your note' : 'Add a note'}
        </button>
      </div>
      {isNoteOpen ? <Note note={state.note} onChange={onChange} onLeave={() => heading.current?.focus()} /> : null}
    </section>
  );
}

/**
 * The stem and what there is to choose from. Options have no focus of their own for it: they would be as many stops of Tab
 * more, and in a label they would take part in what is read out of a choice.
 */
const textsOf = (stem: HTMLElement): HTMLElement[] => [
  ...(stem.closest('.question')?.querySelectorAll<HTMLElement>('[data-text-part]') ?? []),
];

function Answer({ asked: { item }, state, drawings, isQuiet, onChange }: ItemViewProps) {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return <ChoiceAnswer item={item} state={state} onChange={onChange} />;
    case 'typed-codes':
      return <TypedCodesAnswer item={item} state={state} onChange={onChange} />;
    case 'hotspot': {
      const drawing = drawings[item.diagram];
      return drawing ? <HotspotAnswer drawing={drawing} name={item.diagram} state={state} onChange={onChange} /> : null;
    }
    case 'order':
      return <OrderAnswer item={item} state={state} isQuiet={isQuiet} onChange={onChange} />;
    case 'form-field':
      return <FormFieldAnswer item={item} state={state} onChange={onChange} />;
  }
}

interface NoteProps {
  note: string;
  onChange(what: Partial<ItemState>): void;
  onLeave(): void;
}

/** It is open as long as it is wanted. Escape leads back to the question, where single keys work again. */
function Note({ note, onChange, onLeave }: NoteProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <label className="exam-note">
      <span className="small soft">Note, for you alone</span>
      <textarea
        ref={field}
        className="field note"
        rows={3}
        maxLength={ITEM_STATE_LIMITS.note}
        value={note}
        onChange={(event) => onChange({ note: event.target.value })}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
    </label>
  );
}
