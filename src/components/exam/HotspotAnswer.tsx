import type { MouseEvent } from 'react';
import type { ItemState } from '#domain/exam/sittings/sitting';
import type { Drawing } from './exam-facts.ts';

interface HotspotProps {
  drawing: Drawing;
  name: string;
  state: ItemState;
  onChange(what: Partial<ItemState>): void;
}

/**
 * Pointing at a part of a drawing, or choosing it from the list: the same answer either way. Which entry is chosen lights
 * up its part (src/styles/lesson-diagram.css).
 */
export function HotspotAnswer({ drawing, name, state, onChange }: HotspotProps) {
  const chosen = state.answer?.kind === 'part' ? state.answer.part : '';
  const take = (part: string) => onChange({ answer: { kind: 'part', part } });
  function point(event: MouseEvent) {
    const number = event.target instanceof Element && event.target.closest('[data-part]')?.getAttribute('data-part');
    const part = drawing.parts[Number(number) - 1];
    if (part) take(part.id);
  }
  return (
    <div className="diagram hotspot">
      {drawing.svg ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it does the same by key
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <div
          className="drawing"
          onClick={point}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a drawing of this project, from content/lessons/diagrams
          dangerouslySetInnerHTML={{ __html: drawing.svg }}
        />
      ) : (
        <p className="small soft">{`In place of a drawing, its parts as a list. ${drawing.description}`}</p>
      )}
      <fieldset className="diagram-parts">
        <legend>{drawing.svg ? `${drawing.title}: point at a part, or choose it here` : drawing.title}</legend>
        <ol>
          {drawing.parts.map(({ id, name: part }) => (
            <li key={id}>
              <label>
                <input type="radio" name={`part-of-${name}`} checked={chosen === id} onChange={() => take(id)} />
                <span className="part-name">{part}</span>
              </label>
            </li>
          ))}
        </ol>
      </fieldset>
    </div>
  );
}
