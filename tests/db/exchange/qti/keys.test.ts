import { describe, expect, test } from 'vitest';
import { readQti } from '#db/exchange/qti/read-qti';
import { choices3, declared3, item2, item3 } from './documents.ts';

/** What a file is read as when its rules say more than its declarations: shapes seen in published examples. */

const read = async (text: string) => {
  const { items, remarks } = await readQti(new TextEncoder().encode(text), 'item.xml');
  return { item: items[0], said: remarks.map(({ text: sentence }) => sentence).join('\n') };
};

const score = (points: string) =>
  `<qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">${points}</qti-base-value></qti-set-outcome-value>`;
const variable = '<qti-variable identifier="RESPONSE"/>';
const value = (type: string, text: string) => `<qti-base-value base-type="${type}">${text}</qti-base-value>`;
const when = (...cases: [string, string][]) =>
  `<qti-response-condition>${cases
    .map(([test_, then], at) => {
      const name = at === 0 ? 'qti-response-if' : 'qti-response-else-if';
      return `<${name}>${test_}${then}</${name}>`;
    })
    .join('')}</qti-response-condition>`;
const is = (type: string, text: string) => `<qti-match>${variable}${value(type, text)}</qti-match>`;
const outcomes =
  '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>';
const ruled = (declaration: string, asking: string, rules: string, after = '') =>
  item3(
    `${declaration}${outcomes}<qti-item-body><p>So?</p>${asking}</qti-item-body><qti-response-processing>${rules}</qti-response-processing>${after}`,
  );

const undeclared = (type: string, cardinality = 'single', mapping = '') =>
  `<qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="${type}">${mapping}</qti-response-declaration>`;
const choosing = `<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${choices3('One', 'Two', 'Three')}</qti-choice-interaction>`;
const typing = '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>';

const rightOf = (item: Awaited<ReturnType<typeof read>>['item']) =>
  item?.question.type === 'choice' ? item.question.options.filter((one) => one.isRight).map(({ text }) => text) : [];

describe('the right option', () => {
  test('is what the rules give most for when nothing else says it', async () => {
    const rules = when([is('identifier', 'B'), score('1')], [is('identifier', 'C'), score('0.5')]);
    expect(rightOf((await read(ruled(undeclared('identifier'), choosing, rules))).item)).toEqual(['Two']);
  });

  test('of one to be chosen is the best of a mapping', async () => {
    const mapping =
      '<qti-mapping default-value="0"><qti-map-entry map-key="A" mapped-value="0.5"/><qti-map-entry map-key="C" mapped-value="1"/></qti-mapping>';
    const { item, said } = await read(ruled(undeclared('identifier', 'single', mapping), choosing, ''));
    expect(rightOf(item)).toEqual(['Three']);
    expect(said).toContain('It gives points per option');
  });

  test.each([
    ['its mapping', '1', '1', 'One option is to be chosen and 2 are worth the same'],
    ['its mapping against what is called right', '2', '1', 'Its rules give as much or more for “A”'],
  ])('is not guessed where %s gives points elsewhere', async (why, forA, forC, sentence) => {
    const mapping = `<qti-mapping default-value="0"><qti-map-entry map-key="A" mapped-value="${forA}"/><qti-map-entry map-key="C" mapped-value="${forC}"/></qti-mapping>`;
    const right =
      why === 'its mapping'
        ? undeclared('identifier', 'single', mapping)
        : declared3('single', 'identifier', ['C'], mapping);
    const text = ruled(right, choosing, '').replace(
      '<qti-response-processing>',
      '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response">',
    );
    const { item, said } = await read(text);
    expect(item).toBeUndefined();
    expect(said).toContain(sentence);
  });

  test('stands, and feedback is left out, where that hangs on numbers that are only near', async () => {
    const near = `<qti-equal tolerance-mode="absolute" tolerance="1">${'<qti-variable identifier="SCORE"/>'}${value('float', '1')}</qti-equal>`;
    const said_ = `<qti-set-outcome-value identifier="FEEDBACK">${value('identifier', 'near')}</qti-set-outcome-value>`;
    const { item, said } = await read(
      ruled(
        declared3('single', 'identifier', ['B']),
        choosing,
        when([near, said_]),
        '<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="near" show-hide="show"><qti-content-body>Near.</qti-content-body></qti-modal-feedback>',
      ),
    );
    expect(rightOf(item)).toEqual(['Two']);
    expect(said).toContain('when it is said depends on a rule that is not read (equal)');
  });

  test.each([
    ['more for another option', [[is('identifier', 'A'), score('1')]]],
    [
      'as much for another',
      [
        [is('identifier', 'B'), score('1')],
        [is('identifier', 'A'), score('1')],
      ],
    ],
  ] as [string, [string, string][]][])('is not taken where the rules give %s', async (_, cases) => {
    const { item, said } = await read(ruled(declared3('single', 'identifier', ['B']), choosing, when(...cases)));
    expect(item).toBeUndefined();
    expect(said).toContain('Its rules give as much or more for “A” than for what it calls right');
  });

  test('of several keeps no feedback that calls it wrong: said to each alone, it is said to wrong answers', async () => {
    const feedback = (name: string) =>
      `<qti-set-outcome-value identifier="FEEDBACK">${value('identifier', name)}</qti-set-outcome-value>`;
    const rules = when(
      [`<qti-is-null>${variable}</qti-is-null>`, score('0')],
      [`<qti-match>${variable}<qti-correct identifier="RESPONSE"/></qti-match>`, score('1') + feedback('yes')],
      [`<qti-not><qti-is-null>${variable}</qti-is-null></qti-not>`, feedback('no')],
    );
    const modal = (name: string, title: string) =>
      `<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="${name}" show-hide="show" title="${title}"><qti-content-body>There are two.</qti-content-body></qti-modal-feedback>`;
    const { item, said } = await read(
      ruled(
        `${declared3('multiple', 'identifier', ['A', 'C'])}<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>`,
        choosing,
        rules,
        modal('yes', 'Right!') + modal('no', 'Wrong!'),
      ),
    );
    expect(item).toMatchObject({ feedback: '**Right!**\n\nThere are two.' });
    expect(JSON.stringify(item)).not.toContain('Wrong!');
    expect(said).toContain('Feedback is left out: it is said to certain answers only.');
  });
});

describe('a text to type', () => {
  test('is right where only the rules say so', async () => {
    const rules = when([
      `<qti-equal tolerance-mode="exact">${variable}${value('integer', '42')}</qti-equal>`,
      score('10'),
    ]);
    const { item } = await read(ruled(undeclared('integer'), typing, rules));
    expect(item?.question).toMatchObject({ type: 'text', accept: ['42'] });
  });

  test('may be written with other capitals and as another word where the rules take that', async () => {
    const same = (text: string) =>
      `<qti-string-match case-sensitive="false">${variable}${value('string', text)}</qti-string-match>`;
    const rules = when([same('Femur'), score('1')], [same('Thigh bone'), score('1')], [same('Leg'), score('0.5')]);
    const { item } = await read(ruled(declared3('single', 'string', ['Femur']), typing, rules));
    expect(item?.question).toMatchObject({ accept: ['Femur', 'Thigh bone'], isCaseSensitive: false });
  });

  test('minds capitals where the rules do', async () => {
    const rules = when([is('string', 'Femur'), score('1')]);
    const { item } = await read(ruled(declared3('single', 'string', ['Femur']), typing, rules));
    expect(item?.question).toMatchObject({ accept: ['Femur'], isCaseSensitive: true });
  });

  test.each([
    ['QTI 3', ['Femur'], false],
    ['QTI 3 with two keys that differ in nothing else', ['Femur', 'femur'], true],
  ])('of a mapping that does not speak of capitals: %s', async (_, keys, isCaseSensitive) => {
    const entries = keys.map((key, at) => `<qti-map-entry map-key="${key}" mapped-value="${1 - at / 2}"/>`).join('');
    const { item } = await read(
      ruled(undeclared('string', 'single', `<qti-mapping>${entries}</qti-mapping>`), typing, ''),
    );
    expect(item?.question).toMatchObject({ accept: ['Femur'], isCaseSensitive });
  });

  test('of a mapping that does not speak of capitals: QTI 2', async () => {
    const { item } = await read(
      item2(`<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">
<mapping defaultValue="0"><mapEntry mapKey="Femur" mappedValue="1"/></mapping></responseDeclaration>
<itemBody><p>So? <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody>`),
    );
    expect(item?.question).toMatchObject({ accept: ['Femur'], isCaseSensitive: true });
  });

  test('is not taken where the rules give more for another', async () => {
    const rules = when([is('string', 'Tibia'), score('1')]);
    const { item, said } = await read(ruled(declared3('single', 'string', ['Femur']), typing, rules));
    expect(item).toBeUndefined();
    expect(said).toContain('Its rules give more for another answer');
  });

  test.each([
    [
      'equal',
      `<qti-equal tolerance-mode="relative" tolerance="5 5">${variable}<qti-correct identifier="RESPONSE"/></qti-equal>`,
    ],
    ['substring', `<qti-substring case-sensitive="false">${value('string', 'king')}${variable}</qti-substring>`],
    ['patternMatch', `<qti-pattern-match pattern="a+">${variable}</qti-pattern-match>`],
  ])('is left out where more is right than is listed (%s)', async (name, test_) => {
    const { item, said } = await read(ruled(declared3('single', 'string', ['4.1']), typing, when([test_, score('1')])));
    expect(item).toBeUndefined();
    expect(said).toContain(`It accepts more answers than are listed: whatever holds of ${name}.`);
  });

  test('is left out where people mark it, whatever example is given', async () => {
    const text = ruled(declared3('single', 'string', ['A model answer']), typing, '').replace(
      'base-type="float"',
      'base-type="float" external-scored="human"',
    );
    expect((await read(text)).said).toContain('People mark it');
  });
});

describe('nothing is lost in silence', () => {
  const shown = (inside: string, before = '') =>
    item3(`${declared3('single', 'identifier', ['B'])}${before}<qti-item-body>${inside}${choosing}</qti-item-body>`);

  test.each([
    ['<p>You have <qti-printed-variable identifier="N"/> left.</p>', 'A value that is worked out'],
    ['<p>Hm.</p><qti-info-control title="Hint">Look up.</qti-info-control>', 'it is described as “Look up.”'],
    ['<p>Which is <u>not</u> so?</p>', '“not” was underlined, marked or struck out and is plain now.'],
  ])('%s', async (inside, sentence) => {
    expect((await read(shown(inside))).said).toContain(sentence);
  });

  test('what people may use', async () => {
    const before =
      '<qti-companion-materials-info><qti-physical-material>Ruler</qti-physical-material></qti-companion-materials-info>';
    expect((await read(shown('<p>So?</p>', before))).said).toContain('What people may use with it');
  });

  test('a quotation has its marks, and text in the place of a picture is kept', async () => {
    const { item, said } = await read(
      shown('<p>He said <q>no</q>.</p><object data="a.png" type="image/png"><p>A card that says hello.</p></object>'),
    );
    expect(item?.stem).toBe('He said “no”.\n\nA card that says hello.');
    expect(said).toContain('what the file shows in its place is kept');
  });

  test.each([
    '<object data="text.html" type="text/html"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="text.xml"/>',
  ])('an item that asks about %s is left out', async (inside) => {
    const { item, said } = await read(shown(`<p>Read it.</p>${inside}`));
    expect(item).toBeUndefined();
    expect(said).toContain('It asks about a text in another file');
  });
});
