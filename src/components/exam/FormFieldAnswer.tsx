import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { ItemState } from '#domain/exam/sittings/sitting';

interface FormFieldProps {
  item: Extract<CandidateItem, { type: 'form-field' }>;
  state: ItemState;
  onChange(what: Partial<ItemState>): void;
}

/** One box of a claim form, named as people who fill it name it. */
export function FormFieldAnswer({ item, state, onChange }: FormFieldProps) {
  const box = item.form === 'ub-04' ? `UB-04, FL ${item.field}` : `CMS-1500, item ${item.field}`;
  return (
    <label className="form-box">
      <span className="form-box-name">{box}</span>
      <input
        className="field code"
        value={state.answer?.kind === 'text' ? state.answer.text : ''}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ answer: { kind: 'text', text: event.target.value } })}
      />
    </label>
  );
}
