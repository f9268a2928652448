import fc from 'fast-check';
import type { ForeignItem, ForeignQuestion, ItemDetails } from '#domain/exam/exchange/foreign-item';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { normalLine, normalText } from '#domain/exam/exchange/normal-text';

/** What the formats have a meaning for, and what people write. */
const AWKWARD = [
  ...'~=#{}:\\/[]%*<>&"\'`;,.|$@!?()_-+',
  ...['####', '//', '::', '->', '\\n', '\\\\', '**', '*a*', '**b c**', '%50%', '[html]', '[tag:x]', '$CATEGORY: x'],
  ...['<p>', '</p>', '<br>', '&amp;', '&#58;', ']]>', '<![CDATA[', '<!--', '&&058;', '=1+1', "'=x", '{T}'],
  ...['\n', '\n\n', '\r\n', '\t', '  ', ' ', '\u00a0', '\u2028', '\u0007', 'é', 'ﬁ', 'ä', '😀', '👩‍⚕️', '\ud800'],
  ...['heart', 'I50.9', 'valve', 'T', 'TRUE', 'FY2026', '1', '0,5'],
];
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const rawText = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''));
/** Texts that say something. */
const text = rawText.filter((one) => normalText(one) !== '');
const line = rawText.map(normalLine).filter((one) => one !== '' && normalText(one) !== '');
const feedback = fc.option(text, { nil: undefined });

const choice = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.record({ text, isRight: fc.boolean(), feedback }), { minLength: 2, maxLength: 6 }),
    fc.nat(),
  )
  .map(([isMultiple, options, at]): ForeignQuestion => {
    const right = at % options.length;
    const isRight = (index: number, was: boolean) => (isMultiple ? was || index === right : index === right);
    return {
      type: 'choice',
      isMultiple,
      options: options.map((one, index) => ({ ...one, isRight: isRight(index, one.isRight) })),
    };
  });
const stepId = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/);
const order = fc
  .uniqueArray(fc.record({ id: stepId, text }), { minLength: 2, maxLength: 6, selector: ({ id }) => id })
  .map((steps): ForeignQuestion => ({ type: 'order', steps }));
const typed = fc
  .record({
    accept: fc.array(line, { minLength: 1, maxLength: 3 }),
    isCaseSensitive: fc.boolean(),
    wrong: fc.array(fc.record({ value: line, feedback: fc.oneof(text, fc.constant('')) }), { maxLength: 2 }),
  })
  .map((one): ForeignQuestion => ({ type: 'text', ...one }));

const kebab = fc.stringMatching(/^[a-z]{2,8}(-[a-z]{2,8})?$/);
const sentence = fc.tuple(fc.constant('Name the valve between '), line).map(([start, end]) =>
  normalLine(start + end)
    .slice(0, 120)
    .trim(),
);
const details: fc.Arbitrary<ItemDetails> = fc.record(
  {
    version: fc.integer({ min: 1, max: 999 }),
    domains: fc.uniqueArray(
      fc.tuple(fc.constantFrom('cpc', 'ccs'), kebab).map((both) => both.join('/')),
      { minLength: 1, maxLength: 3 },
    ),
    skills: fc.uniqueArray(kebab, { minLength: 1, maxLength: 3 }),
    objective: sentence.filter((one) => one.length >= 12 && one.isWellFormed()),
    level: fc.constantFrom('recall', 'application', 'analysis'),
    difficulty: fc.integer({ min: 30, max: 95 }).map((hundredths) => hundredths / 100),
    codeSetYear: fc.constantFrom('FY2025', 'FY2026'),
    cites: fc.uniqueArray(fc.constantFrom('OG I.A.19', 'OG II.B', 'NCCI I.D', 'Excludes1 I50: [note]; see there'), {
      minLength: 1,
      maxLength: 3,
    }),
    source: sentence.filter((one) => one.length >= 8 && one.isWellFormed()),
  },
  { requiredKeys: [] },
);

/** Items with names of their own, in texts full of what formats have a meaning for, as every format gives them back. */
export const foreignItems = (kinds: fc.Arbitrary<ForeignQuestion> = fc.oneof(choice, order, typed)) =>
  fc
    .uniqueArray(fc.record({ name: kebab, title: line, stem: text, question: kinds, feedback, details }), {
      minLength: 1,
      maxLength: 5,
      selector: ({ name }) => name,
    })
    .map((items): ForeignItem[] => items.map((item) => normalItem(item as ForeignItem)));
