import { type Item, itemSchema } from '#domain/exam/items/item-file';

const everyItem = {
  id: 'an-item',
  version: 1,
  domains: ['cpc/anatomy'],
  objective: 'Tell one thing from another',
  level: 'application',
  difficulty: 0.7,
  codeSetYear: 'FY2026',
  stem: 'A record says what it says. What follows from that?',
  source: 'A book, chapter 1',
};
const feedback = 'Because the record says so.';
const encounter = { setting: 'professional', from: '2026-02-04', age: 54, sex: 'male' };
const entry = { status: 'required', cites: ['OG IV.J'], rationale: feedback };

export const option = (text: string, isRight = false, said = `${text}: ${feedback}`) => ({
  text,
  isRight,
  feedback: said,
});

/** What each type needs, as a file has it; `anItem` puts the rest around it. */
export const PARTS = {
  'single-choice': { options: [option('One'), option('Two', true), option('Three'), option('Four')] },
  'multiple-choice': {
    rightAnswers: 2,
    stem: 'Which two of these follow from the record?',
    options: [option('One'), option('Two', true), option('Three'), option('Four', true), option('Five')],
  },
  diagnoses: {
    type: 'typed-codes',
    list: 'diagnoses',
    encounter: { ...encounter, setting: 'inpatient', to: '2026-02-09' },
    key: [
      { ...entry, code: 'E11.22', role: 'principal', poa: 'Y' },
      { ...entry, code: 'I10', role: 'secondary', poa: 'N', rationale: 'It is documented, too.' },
    ],
  },
  procedures: { type: 'typed-codes', list: 'procedures', encounter, key: [{ ...entry, code: '0SR90J9' }] },
  services: {
    type: 'typed-codes',
    list: 'services',
    encounter,
    key: [{ ...entry, code: 'PX231', modifiers: { requiredAnyOf: [['RT']] }, units: 2 }],
  },
  hotspot: {
    diagram: 'heart',
    part: 'mitral-valve',
    feedback,
    others: { 'tricuspid-valve': 'That is on the right side.', aorta: 'That is not a valve.' },
  },
  order: {
    feedback,
    steps: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `Step ${id}` })),
    alsoRight: [['a', 'c', 'b', 'd']],
  },
  'form-field': {
    form: 'cms-1500',
    field: '24E',
    accept: ['AB', 'A B'],
    feedback,
    wrong: [{ value: 'BA', feedback: 'The first pointer is first.' }],
  },
} as const;
export type Kind = keyof typeof PARTS;
export const KINDS = Object.keys(PARTS) as Kind[];

/** A valid item of a kind; overrides come last and are not typed, because tests want broken ones, too. */
export const itemFields = (kind: Kind, overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...everyItem,
  type: kind,
  ...PARTS[kind],
  ...overrides,
});
export const anItem = (kind: Kind, overrides: Record<string, unknown> = {}): Item =>
  itemSchema.parse(itemFields(kind, overrides));
