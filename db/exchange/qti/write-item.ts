import { identifierWritten } from '#db/exchange/qti/identifiers';
import { element, textElement, XML_DECLARATION, xmlText } from '#db/exchange/qti/xml-text';
import type { ForeignItem, ForeignQuestion } from '#domain/exam/exchange/foreign-item';
import { type Paragraph, parseSmallMarkdown } from '#domain/exam/exchange/small-markdown';

export const QTI_NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';
const RESPONSE = { identifier: 'RESPONSE' };
/** Outcomes: what is said to the answer, and what is said to every answer. */
const SAID = 'FEEDBACK';
const ALWAYS = 'GENERAL_FEEDBACK';

type Choice = Extract<ForeignQuestion, { type: 'choice' }>;
type Order = Extract<ForeignQuestion, { type: 'order' }>;
type Text = Extract<ForeignQuestion, { type: 'text' }>;

/** The parts of an item that its kind of question decides. */
interface Parts {
  declaration: string;
  interaction: string;
  rules: string;
  feedback: { identifier: string; text: string }[];
}

/** One item as XML of QTI 3.0. Characters that XML cannot hold are left out. */
export function writeItem(item: ForeignItem): string {
  const { declaration, interaction, rules, feedback } = partsOf(item.question);
  const general = item.feedback === undefined ? [] : [modal(ALWAYS, 'general', item.feedback)];
  return `${XML_DECLARATION}${element(
    'qti-assessment-item',
    rootAttributes(item),
    declaration,
    outcomes(item.question, feedback.length > 0, general.length > 0),
    element('qti-item-body', {}, blocks(item.stem), interaction),
    element('qti-response-processing', {}, rules, general.length > 0 ? set(ALWAYS, base('identifier', 'general')) : ''),
    ...feedback.map(({ identifier, text }) => modal(SAID, identifier, text)),
    ...general,
  )}\n`;
}

const rootAttributes = ({ name, title }: ForeignItem): Record<string, string> => ({
  xmlns: QTI_NAMESPACE,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': `${QTI_NAMESPACE} ${SCHEMA}`,
  identifier: identifierWritten(name),
  title,
  adaptive: 'false',
  'time-dependent': 'false',
  'xml:lang': 'en',
});

function partsOf(question: ForeignQuestion): Parts {
  if (question.type === 'choice') return choiceParts(question);
  return question.type === 'order' ? orderParts(question) : textParts(question);
}

const values = (texts: string[]): string => texts.map((text) => textElement('qti-value', text)).join('');
const declare = (cardinality: string, baseType: string, right: string[], mapping = ''): string =>
  element(
    'qti-response-declaration',
    { ...RESPONSE, cardinality, 'base-type': baseType },
    element('qti-correct-response', {}, values(right)),
    mapping,
  );

/** `A` to `Z`, then numbered. */
const letter = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : `O${at + 1}`);

function choiceParts({ isMultiple, options }: Choice): Parts {
  const right = options.flatMap(({ isRight }, at) => (isRight ? [letter(at)] : []));
  const choices = options.map(({ text }, at) => element('qti-simple-choice', { identifier: letter(at) }, flow(text)));
  const feedback = options.flatMap(({ feedback: text }, at) =>
    text === undefined ? [] : [{ identifier: letter(at), text }],
  );
  const attributes = { 'response-identifier': 'RESPONSE', shuffle: 'false', 'max-choices': isMultiple ? '0' : '1' };
  return {
    declaration: declare(isMultiple ? 'multiple' : 'single', 'identifier', right),
    interaction: element('qti-choice-interaction', attributes, ...choices),
    rules: scoreWhenCorrect() + (feedback.length > 0 ? set(SAID, element('qti-variable', RESPONSE)) : ''),
    feedback,
  };
}

/** Shown by the alphabet of their texts, so that a program that does not shuffle does not show the answer. */
function orderParts({ steps }: Order): Parts {
  const named = steps.map(({ id, text }) => ({ identifier: identifierWritten(id), text }));
  const shown = named.toSorted((one, other) => (one.text < other.text ? -1 : 1));
  const choices = shown.map(({ identifier, text }) => element('qti-simple-choice', { identifier }, flow(text)));
  return {
    declaration: declare(
      'ordered',
      'identifier',
      named.map(({ identifier }) => identifier),
    ),
    interaction: element('qti-order-interaction', { 'response-identifier': 'RESPONSE', shuffle: 'true' }, ...choices),
    rules: scoreWhenCorrect(),
    feedback: [],
  };
}

function textParts({ accept, isCaseSensitive, wrong }: Text): Parts {
  const caseSensitive = { 'case-sensitive': String(isCaseSensitive) };
  const entries = accept.map((text) =>
    element('qti-map-entry', { 'map-key': text, 'mapped-value': '1', ...caseSensitive }),
  );
  const mapping = element('qti-mapping', { 'lower-bound': '0', 'upper-bound': '1', 'default-value': '0' }, ...entries);
  const tests = wrong.map(({ value }) =>
    element(
      'qti-string-match',
      caseSensitive,
      element('qti-variable', RESPONSE),
      textElement('qti-base-value', value, { 'base-type': 'string' }),
    ),
  );
  const attributes = { 'response-identifier': 'RESPONSE', 'expected-length': String(longest(accept)) };
  return {
    declaration: declare('single', 'string', accept.slice(0, 1), mapping),
    interaction: element('p', {}, element('qti-text-entry-interaction', attributes)),
    rules:
      set('SCORE', element('qti-map-response', RESPONSE)) +
      cases(tests.map((test, at) => test + set(SAID, base('identifier', wrongName(at))))),
    feedback: wrong.map(({ feedback: text }, at) => ({ identifier: wrongName(at), text })),
  };
}

const wrongName = (at: number): string => `wrong-${at + 1}`;
const longest = (texts: string[]): number => Math.max(1, ...texts.map((text) => text.length));

const base = (baseType: string, value: string): string =>
  textElement('qti-base-value', value, { 'base-type': baseType });
const set = (identifier: string, expression: string): string =>
  element('qti-set-outcome-value', { identifier }, expression);

/** The first case that holds, and no other. */
function cases(branches: string[], otherwise = ''): string {
  if (branches.length === 0) return '';
  const [first = '', ...more] = branches;
  return element(
    'qti-response-condition',
    {},
    element('qti-response-if', {}, first),
    ...more.map((branch) => element('qti-response-else-if', {}, branch)),
    otherwise === '' ? '' : element('qti-response-else', {}, otherwise),
  );
}

const scoreWhenCorrect = (): string =>
  cases(
    [
      element('qti-match', {}, element('qti-variable', RESPONSE), element('qti-correct', RESPONSE)) +
        set('SCORE', base('float', '1')),
    ],
    set('SCORE', base('float', '0')),
  );

function outcomes(question: ForeignQuestion, isSaid: boolean, isAlways: boolean): string {
  const declared = (identifier: string, cardinality: string, baseType: string, value?: string) =>
    element(
      'qti-outcome-declaration',
      { identifier, cardinality, 'base-type': baseType },
      value === undefined ? '' : element('qti-default-value', {}, values([value])),
    );
  const cardinality = question.type === 'choice' && question.isMultiple ? 'multiple' : 'single';
  return [
    declared('SCORE', 'single', 'float', '0'),
    isSaid ? declared(SAID, cardinality, 'identifier') : '',
    isAlways ? declared(ALWAYS, 'single', 'identifier') : '',
  ].join('');
}

const modal = (outcome: string, identifier: string, text: string): string =>
  element(
    'qti-modal-feedback',
    { 'outcome-identifier': outcome, identifier, 'show-hide': 'show' },
    element('qti-content-body', {}, blocks(text)),
  );

const blocks = (markdown: string): string =>
  parseSmallMarkdown(markdown)
    .map((runs) => element('p', {}, inline(runs)))
    .join('');

/** One paragraph stands without an element around it. */
function flow(markdown: string): string {
  const paragraphs = parseSmallMarkdown(markdown);
  return paragraphs.length === 1 ? inline(paragraphs[0] ?? []) : blocks(markdown);
}

const inline = (runs: Paragraph): string =>
  runs
    .map(({ text, style }) => {
      const written = xmlText(text).replaceAll('\n', '<br/>');
      return style === undefined ? written : element(style === 'strong' ? 'strong' : 'em', {}, written);
    })
    .join('');
