import { assertUnreachable } from '#domain/result';
import type { Item, ItemType } from './item-file.ts';
import { shown } from './shown-text.ts';
import { asksPoa, type TypedCodesItem } from './typed-codes-item.ts';

/** What every type of item shows. */
interface Asked {
  id: string;
  version: number;
  type: ItemType;
  /** Small Markdown. */
  stem: string;
  codeSetYear: string;
}

/** An item as a candidate may see it before it is graded: no key in it, and no room for one. */
export type CandidateItem = Asked &
  (
    | { type: 'single-choice'; options: string[] }
    | { type: 'multiple-choice'; options: string[]; rightAnswers: number }
    | {
        type: 'typed-codes';
        list: TypedCodesItem['list'];
        encounter: TypedCodesItem['encounter'];
        /** Cells beside the code. */
        asks: ('poa' | 'modifiers' | 'units')[];
      }
    | { type: 'hotspot'; diagram: string }
    /** Steps by the alphabet of their texts; a sitting shuffles them by its seed. */
    | { type: 'order'; steps: { id: string; text: string }[] }
    | { type: 'form-field'; form: 'cms-1500' | 'ub-04'; field: string }
  );

/** Leaves out everything that tells of the answer. What a new type of item has is left out until it is named here. */
export function forCandidate(item: Item): CandidateItem {
  const { id, version, stem, codeSetYear } = item;
  return shown({ id, version, stem, codeSetYear, ...ofType(item) });
}

type PartOf<Candidate> = Candidate extends CandidateItem ? Omit<Candidate, Exclude<keyof Asked, 'type'>> : never;

function ofType(item: Item): PartOf<CandidateItem> {
  switch (item.type) {
    case 'single-choice':
      return { type: item.type, options: item.options.map(({ text }) => text) };
    case 'multiple-choice':
      return { type: item.type, options: item.options.map(({ text }) => text), rightAnswers: item.rightAnswers };
    case 'typed-codes':
      return { type: item.type, list: item.list, encounter: item.encounter, asks: cellsOf(item) };
    case 'hotspot':
      return { type: item.type, diagram: item.diagram };
    case 'order':
      return { type: item.type, steps: item.steps.map(({ id, text }) => ({ id, text })).sort(byText) };
    case 'form-field':
      return { type: item.type, form: item.form, field: item.field };
    default:
      return assertUnreachable(item);
  }
}

const byText = (one: { text: string }, other: { text: string }): number => (one.text < other.text ? -1 : 1);

function cellsOf(item: TypedCodesItem): ('poa' | 'modifiers' | 'units')[] {
  if (item.list === 'services') return ['modifiers', 'units'];
  return asksPoa(item) ? ['poa'] : [];
}
