import fc from 'fast-check';
import type { ForeignItem, ForeignQuestion, ItemDetails } from '#domain/exam/exchange/foreign-item';
import { normalLine, normalText } from '#domain/exam/exchange/normal-text';

/** What breaks writers of XML and of Markdown, and what people write. */
const AWKWARD = fc.constantFrom(
  '<',
  '&',
  '>',
  ']]>',
  '"',
  "'",
  '&amp;',
  '<b>',
  '</qti-item-body>',
  '<!--',
  '<?x',
  '{{',
  '\\',
  '\\*',
  '*',
  '**',
  '_____',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\n\n',
  '🩺',
  '👩‍⚕️',
  'é',
  'e\u0301',
  '\u00a0',
  '\u2028',
  'שלום',
  'I10',
  '1. ',
  '• ',
);
const WORDS = fc.constantFrom('asthma', 'the', 'Code', 'fracture', '5 * 3', '*italic*', '**bold text**', 'A10.9');
const pieces = fc.array(fc.oneof(AWKWARD, WORDS, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 });

/** Small Markdown as it would be printed, never empty. */
export const markdown = fc
  .array(pieces, { minLength: 1, maxLength: 3 })
  .map((parts) => normalText(parts.map((words) => words.join('')).join('\n\n')))
  .filter((text) => text !== '');
/** A line: a title, a name, a value to be typed. Nothing of it is Markdown. */
const line = pieces.map((words) => normalLine(words.join(''))).filter((text) => text !== '');

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const defined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;

const option = fc.record({ text: markdown, feedback: optional(markdown) });
const single = fc.tuple(fc.array(option, { minLength: 2, maxLength: 6 }), fc.nat()).map(
  ([options, right]): ForeignQuestion => ({
    type: 'choice',
    isMultiple: false,
    options: options.map((one, at) => defined({ ...one, isRight: at === right % options.length })) as never,
  }),
);
const multiple = fc
  .array(fc.tuple(option, fc.boolean()), { minLength: 2, maxLength: 6 })
  .filter((options) => options.some(([, isRight]) => isRight))
  .map(
    (options): ForeignQuestion => ({
      type: 'choice',
      isMultiple: true,
      options: options.map(([one, isRight]) => defined({ ...one, isRight })) as never,
    }),
  );
const order = fc
  .uniqueArray(fc.record({ id: line, text: markdown }), { minLength: 2, maxLength: 6, selector: ({ id }) => id })
  .map((steps): ForeignQuestion => ({ type: 'order', steps }));
const seen = (text: string) => text.normalize('NFC').toLowerCase();
const text = fc
  .record({
    isCaseSensitive: fc.boolean(),
    values: fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: seen }),
    said: fc.array(markdown, { minLength: 6, maxLength: 6 }),
    right: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ isCaseSensitive, values, said, right }): ForeignQuestion => ({
      type: 'text',
      isCaseSensitive,
      accept: values.slice(0, right),
      wrong: values.slice(right).map((value, at) => ({ value, feedback: said[at] ?? 'No.' })),
    }),
  );

const sentence = (least: number, most: number) =>
  line
    .map((words) => `Say ${words}, which is so and so.`)
    .filter(({ length }) => length >= least && length <= most)
    .map((one) => one.trim());
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6})?$/);
const details: fc.Arbitrary<ItemDetails> = fc
  .record({
    version: optional(fc.integer({ min: 1, max: 999 })),
    domains: optional(
      fc.uniqueArray(
        slug.map((one) => `cpc/${one}`),
        { minLength: 1, maxLength: 6 },
      ),
    ),
    skills: optional(fc.array(slug, { minLength: 1, maxLength: 6 })),
    objective: optional(sentence(12, 160)),
    level: optional(fc.constantFrom('recall', 'application', 'analysis')),
    difficulty: optional(fc.integer({ min: 30, max: 95 }).map((percent) => percent / 100)),
    codeSetYear: optional(fc.constantFrom('FY2026', 'FY2027')),
    cites: optional(fc.array(line, { minLength: 1, maxLength: 6 })),
    source: optional(sentence(8, 240)),
  })
  .map((value) => defined(value) as ItemDetails);

/** Items as other programs could hand them over. */
export const foreignItem: fc.Arbitrary<ForeignItem> = fc
  .record({
    name: line,
    title: line,
    stem: markdown,
    question: fc.oneof(single, multiple, order, text),
    feedback: optional(markdown),
    details,
  })
  .map((value) => defined(value) as ForeignItem);

/** Several of them, each with a name of its own. */
export const foreignItems = fc.uniqueArray(foreignItem, { minLength: 1, maxLength: 4, selector: ({ name }) => name });
