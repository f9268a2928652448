import { type RefObject, useState } from 'react';
import { announce } from '../announce.ts';

interface NoteFieldProps {
  text: string;
  /** Characters it holds. */
  most: number;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onText(text: string): void;
}

/** Room for the learner's own reasoning; kept with the sheet, never graded. Says so when a paste is more than it holds. */
export function NoteField({ text, most, fieldRef, onText }: NoteFieldProps) {
  const [problem, setProblem] = useState('');
  function take(next: string) {
    const tooMany = next.length - most;
    if (tooMany <= 0) {
      setProblem('');
      onText(next);
      return;
    }
    const sentence = `A note holds ${most.toLocaleString('en-US')} characters; this would be ${tooMany.toLocaleString('en-US')} too many, so it was not taken. Shorten it and try again.`;
    setProblem(sentence);
    announce(sentence);
  }
  return (
    <section className="list" aria-labelledby="note-heading">
      <h2 id="note-heading">
        Note <span className="hint">for yourself, not graded</span>
      </h2>
      <textarea
        ref={fieldRef}
        className="field note"
        aria-labelledby="note-heading"
        aria-describedby="note-problem"
        rows={3}
        value={text}
        onChange={(event) => take(event.target.value)}
      />
      <p id="note-problem" className={problem ? 'notice' : undefined}>
        {problem}
      </p>
    </section>
  );
}
