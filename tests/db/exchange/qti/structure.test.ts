import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { openPackage } from '#db/exchange/qti/package-files';
import { writeQtiPackage } from '#db/exchange/qti/write-package';
import { readAllItems } from '#db/read-items';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';
import { foreignItems } from './a-foreign-item.ts';

/**
 * The part of QTI 3.0's schemas that our files use, written down anew from reading them: the schemas may not be handed
 * on. Of each element the order of its children, as a pattern over their names, and all its attributes.
 */
interface Shape {
  inside?: RegExp;
  text?: 'yes' | RegExp;
  attributes?: Record<string, RegExp>;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const ANY = /^[\s\S]*$/;
const BOOLEAN = /^(?:true|false)$/;
const COUNT = /^\d+$/;
const FLOAT = /^-?\d+(?:\.\d+)?$/;
const BASE = /^(?:identifier|string|float)$/;
const EXPRESSION = '(?:qti-(?:match|string-match|variable|correct|base-value|map-response) )';
const RULES = '(?:qti-(?:response-condition|set-outcome-value) )*';
const FLOW = /^(?:(?:p|em|strong|br) )*$/;
const inline = { inside: /^(?:(?:em|strong|br) )*$/, text: 'yes' } as const;
const named = { identifier: NAME };

const SHAPES: Record<string, Shape> = {
  'qti-assessment-item': {
    inside:
      /^(?:qti-response-declaration )*(?:qti-outcome-declaration )*qti-item-body qti-response-processing (?:qti-modal-feedback )*$/,
    attributes: {
      ...named,
      title: ANY,
      'time-dependent': BOOLEAN,
      adaptive: BOOLEAN,
      'xml:lang': /^en$/,
      xmlns: /^http:\/\/www\.imsglobal\.org\/xsd\/imsqtiasi_v3p0$/,
      'xmlns:xsi': ANY,
      'xsi:schemaLocation': /^\S+ \S+$/,
    },
  },
  'qti-response-declaration': {
    inside: /^qti-correct-response (?:qti-mapping )?$/,
    attributes: { ...named, cardinality: /^(?:single|multiple|ordered)$/, 'base-type': BASE },
  },
  'qti-correct-response': { inside: /^(?:qti-value )+$/ },
  'qti-default-value': { inside: /^(?:qti-value )+$/ },
  'qti-value': { text: 'yes' },
  'qti-mapping': {
    inside: /^(?:qti-map-entry )+$/,
    attributes: { 'lower-bound': FLOAT, 'upper-bound': FLOAT, 'default-value': FLOAT },
  },
  'qti-map-entry': { attributes: { 'map-key': ANY, 'mapped-value': FLOAT, 'case-sensitive': BOOLEAN } },
  'qti-outcome-declaration': {
    inside: /^(?:qti-default-value )?$/,
    attributes: { ...named, cardinality: /^(?:single|multiple)$/, 'base-type': BASE },
  },
  'qti-item-body': { inside: /^(?:(?:p|qti-choice-interaction|qti-order-interaction) )+$/ },
  'qti-choice-interaction': {
    inside: /^(?:qti-simple-choice )+$/,
    attributes: { 'response-identifier': NAME, shuffle: BOOLEAN, 'max-choices': COUNT },
  },
  'qti-order-interaction': {
    inside: /^(?:qti-simple-choice )+$/,
    attributes: { 'response-identifier': NAME, shuffle: BOOLEAN },
  },
  'qti-simple-choice': { inside: FLOW, text: 'yes', attributes: named },
  'qti-text-entry-interaction': { attributes: { 'response-identifier': NAME, 'expected-length': COUNT } },
  'qti-response-processing': { inside: new RegExp(`^${RULES}$`) },
  'qti-response-condition': {
    inside: /^qti-response-if (?:qti-response-else-if )*(?:qti-response-else )?$/,
  },
  'qti-response-if': { inside: new RegExp(`^${EXPRESSION}${RULES}$`) },
  'qti-response-else-if': { inside: new RegExp(`^${EXPRESSION}${RULES}$`) },
  'qti-response-else': { inside: new RegExp(`^${RULES}$`) },
  'qti-set-outcome-value': { inside: new RegExp(`^${EXPRESSION}$`), attributes: named },
  'qti-match': { inside: new RegExp(`^${EXPRESSION}{2}$`) },
  'qti-string-match': { inside: new RegExp(`^${EXPRESSION}{2}$`), attributes: { 'case-sensitive': BOOLEAN } },
  'qti-variable': { attributes: named },
  'qti-correct': { attributes: named },
  'qti-map-response': { attributes: named },
  'qti-base-value': { text: 'yes', attributes: { 'base-type': BASE } },
  'qti-modal-feedback': {
    inside: /^qti-content-body $/,
    attributes: { ...named, 'outcome-identifier': NAME, 'show-hide': /^(?:show|hide)$/ },
  },
  'qti-content-body': { inside: FLOW, text: 'yes' },
  p: { inside: /^(?:(?:em|strong|br|qti-text-entry-interaction) )*$/, text: 'yes' },
  em: inline,
  strong: inline,
  br: {},
  manifest: {
    inside: /^metadata organizations resources $/,
    attributes: {
      ...named,
      xmlns: /^http:\/\/www\.imsglobal\.org\/xsd\/qti\/qtiv3p0\/imscp_v1p1$/,
      'xmlns:xsi': ANY,
      'xsi:schemaLocation': /^(?:\S+ \S+ ?){3}$/,
    },
  },
  'manifest/metadata': { inside: /^schema schemaversion $/ },
  schema: { text: /^QTI Package$/ },
  schemaversion: { text: /^3\.0\.0$/ },
  organizations: {},
  resources: { inside: /^(?:resource )*$/ },
  resource: {
    inside: /^metadata (?:file )+$/,
    attributes: { ...named, type: /^imsqti_item_xmlv3p0$/, href: /^[a-z0-9/.-]+$/ },
  },
  'resource/metadata': { inside: /^qtiMetadata lom $/ },
  file: { attributes: { href: /^[a-z0-9/.-]+$/ } },
  qtiMetadata: {
    inside: /^timeDependent interactionType feedbackType solutionAvailable scoringMode $/,
    attributes: { xmlns: /^http:\/\/www\.imsglobal\.org\/xsd\/imsqti_metadata_v3p0$/ },
  },
  timeDependent: { text: BOOLEAN },
  interactionType: { text: /^(?:choice|order|textEntry)Interaction$/ },
  feedbackType: { text: /^(?:nonadaptive|none)$/ },
  solutionAvailable: { text: BOOLEAN },
  scoringMode: { text: /^responseprocessing$/ },
  lom: {
    inside: /^general (?:lifeCycle )?(?:classification )*$/,
    attributes: { xmlns: /^http:\/\/ltsc\.ieee\.org\/xsd\/LOM$/ },
  },
  general: { inside: /^identifier title $/ },
  identifier: { inside: /^catalog entry $/ },
  catalog: { text: 'yes' },
  'identifier/entry': { text: 'yes' },
  title: { inside: /^string $/ },
  string: { text: 'yes' },
  lifeCycle: { inside: /^version $/ },
  version: { inside: /^string $/ },
  classification: { inside: /^purpose (?:taxonPath )+$/ },
  purpose: { inside: /^source value $/ },
  'purpose/source': { text: /^LOMv1\.0$/ },
  value: {
    text: /^(?:discipline|idea|prerequisite|educational objective|accessibility restrictions|educational level|skill level|security level|competency)$/,
  },
  taxonPath: { inside: /^source taxon $/ },
  source: { inside: /^string $/ },
  taxon: { inside: /^entry $/ },
  entry: { inside: /^string $/ },
};

interface Open {
  name: string;
  children: string;
  text: string;
}

/** What does not follow the shapes, and identifiers that stand for two things or for none. */
function faults(xml: string): string[] {
  const found: string[] = [];
  const open: Open[] = [];
  const saxes = new SaxesParser();
  saxes.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    if (parent) parent.children += `${name} `;
    const shape = shapeOf(parent?.name, name);
    if (!shape) found.push(`<${name}> is not known`);
    const expected = shape?.attributes ?? {};
    for (const [key, pattern] of Object.entries(expected))
      if (!pattern.test(String(attributes[key] ?? '\u0000none'))) found.push(`<${name}> ${key}="${attributes[key]}"`);
    for (const key of Object.keys(attributes)) if (!(key in expected)) found.push(`<${name}> has ${key}`);
    open.push({ name, children: '', text: '' });
  });
  saxes.on('text', (text) => {
    const parent = open.at(-1);
    if (parent) parent.text += text;
  });
  saxes.on('closetag', () => {
    const done = open.pop();
    const shape = done && shapeOf(open.at(-1)?.name, done.name);
    if (!done || !shape) return;
    if (!(shape.inside ?? /^$/).test(done.children)) found.push(`<${done.name}> holds ${done.children}`);
    const text = shape.text === 'yes' ? ANY : (shape.text ?? /^\s*$/);
    if (!text.test(done.text)) found.push(`<${done.name}> says ${done.text}`);
  });
  saxes.write(xml).close();
  return found;
}

const shapeOf = (parent: string | undefined, name: string): Shape | undefined =>
  SHAPES[`${parent}/${name}`] ?? SHAPES[name];

async function faultsOf(items: readonly ForeignItem[]): Promise<string[]> {
  const files = await openPackage(writeQtiPackage(items, Date.UTC(2026, 10, 26)));
  const found: string[] = [];
  for (const name of files.names) found.push(...faults(new TextDecoder().decode(await files.read(name))));
  files.close();
  return found;
}

describe('what is written follows the schemas of QTI 3.0', () => {
  test('the bank, manifest and items', async () => {
    const items = readAllItems('.').flatMap(({ source, scenario }) =>
      source.value.items.flatMap((item) => {
        const made = toForeignItem(
          item,
          source.value.scenario && { title: source.value.scenario.title, blocks: scenario },
        );
        return made.ok ? [made.value] : [];
      }),
    );
    expect(items.length).toBeGreaterThan(200);
    expect(await faultsOf(items)).toEqual([]);
  });

  test('items of any text', async () => {
    await fc.assert(
      fc.asyncProperty(foreignItems, async (items) => {
        expect(await faultsOf(items)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('a fault would be seen', () => {
    expect(faults('<qti-mapping lower-bound="0" upper-bound="x" default-value="0"/>')).toEqual([
      '<qti-mapping> upper-bound="x"',
      '<qti-mapping> holds ',
    ]);
  });
});
