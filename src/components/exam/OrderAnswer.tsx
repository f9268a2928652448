import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { ItemState } from '#domain/exam/sittings/sitting';
import { announce } from '../announce.ts';
import { useDragOrder } from '../workspace/use-drag-order.ts';
import { MarkedText } from './MarkedText.tsx';

type OrderItem = Extract<CandidateItem, { type: 'order' }>;

interface OrderProps {
  item: OrderItem;
  state: ItemState;
  /** A screen reader says by itself what was done to the focused button. */
  isQuiet: boolean;
  onChange(what: Partial<ItemState>): void;
}

/** Steps to be put in order, by buttons or by dragging. As they stand at first they are nobody's answer yet. */
export function OrderAnswer({ item, state, isQuiet, onChange }: OrderProps) {
  const given = state.answer?.kind === 'order' ? state.answer.order : [];
  const isAnswered = given.length > 0;
  const ids = isAnswered ? given : item.steps.map(({ id }) => id);
  const steps = ids.flatMap((id) => item.steps.find((step) => step.id === id) ?? []);
  const { drag, start } = useDragOrder((id, to) => move(id, ids.indexOf(id) < to ? to - 1 : to));

  function move(id: string, to: number) {
    const others = ids.filter((one) => one !== id);
    if (to < 0 || to > others.length) return;
    onChange({ answer: { kind: 'order', order: others.toSpliced(to, 0, id) } });
    if (!isQuiet) announce(`Step ${to + 1} of ${ids.length}.`);
  }
  const dropAt = (at: number) =>
    drag ? (drag.to === at ? ' drop-before' : at === ids.length - 1 && drag.to > at ? ' drop-after' : '') : '';
  return (
    <fieldset className="order-answer">
      <legend className="asked">Put the steps in order, first step first.</legend>
      <ol>
        {steps.map(({ id, text }, at) => (
          <li key={id} className={`step${drag?.id === id ? ' dragged' : ''}${dropAt(at)}`}>
            <span className="grip" aria-hidden="true" onPointerDown={(event) => start(event, id)}>
              ⠿
            </span>
            <span className="place">{at + 1}</span>
            <MarkedText
              part={`option-${item.steps.findIndex((step) => step.id === id)}`}
              text={text}
              highlights={state.highlights}
            />
            <span className="moves">
              <MoveButton name={`Move up: ${text}`} sign="↑" isOff={at === 0} onMove={() => move(id, at - 1)} />
              <MoveButton
                name={`Move down: ${text}`}
                sign="↓"
                isOff={at === ids.length - 1}
                onMove={() => move(id, at + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
      {isAnswered ? null : (
        <p className="order-as-is">
          <span className="soft small">Not answered yet: nothing was moved.</span>{' '}
          <button type="button" className="button" onClick={() => onChange({ answer: { kind: 'order', order: ids } })}>
            The order is right as it stands
          </button>
        </p>
      )}
    </fieldset>
  );
}

function MoveButton({ name, sign, isOff, onMove }: { name: string; sign: string; isOff: boolean; onMove(): void }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-disabled={isOff}
      onClick={() => !isOff && onMove()}
    >
      {sign}
    </button>
  );
}
