import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readQti } from '#db/exchange/qti/read-qti';
import { choice3, choices3, declared3, item2, item3, manifest, packed } from './documents.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readQti(bytes(text), 'item.xml');
const only = async (text: string) => {
  const { items, remarks } = await read(text);
  expect(remarks.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { ...items[0], warnings: remarks.map(({ line, text: said }) => `${line}: ${said}`) };
};
const errors = async (text: string) => {
  const { items, remarks } = await read(text);
  expect(items).toEqual([]);
  return remarks.filter(({ severity }) => severity === 'error').map(({ line, text: said }) => `${line}: ${said}`);
};

describe('choices', () => {
  test('QTI 2.1, multiple, with points per option', async () => {
    const found = await only(
      item2(`<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
<correctResponse><value>H</value><value>O</value></correctResponse>
<mapping lowerBound="0" upperBound="2" defaultValue="-2"><mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/></mapping>
</responseDeclaration>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
<prompt>What is in it?</prompt>
<simpleChoice identifier="H">First</simpleChoice><simpleChoice identifier="C">Second</simpleChoice><simpleChoice identifier="O" fixed="false">Third</simpleChoice>
</choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`),
    );
    expect(found).toMatchObject({
      name: 'an-item',
      title: 'An item',
      stem: 'What is in it?',
      question: {
        type: 'choice',
        isMultiple: true,
        options: [
          { text: 'First', isRight: true },
          { text: 'Second', isRight: false },
          { text: 'Third', isRight: true },
        ],
      },
      warnings: ['3: It gives points per option; here an answer is right or wrong as a whole.'],
    });
  });

  test('feedback inside options, by the identifier of what was chosen', async () => {
    const { question } = await only(
      item3(`${declared3('single', 'identifier', ['A'])}
<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
<qti-item-body><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>So?</qti-prompt>
<qti-simple-choice identifier="A">Yes <qti-feedback-inline outcome-identifier="FEEDBACK" identifier="A" show-hide="show">&#8212; <strong>It is</strong></qti-feedback-inline></qti-simple-choice>
<qti-simple-choice identifier="B">No</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing><qti-set-outcome-value identifier="FEEDBACK"><qti-variable identifier="RESPONSE"/></qti-set-outcome-value></qti-response-processing>`),
    );
    expect(question).toEqual({
      type: 'choice',
      isMultiple: false,
      options: [
        { text: 'Yes', isRight: true, feedback: '— **It is**' },
        { text: 'No', isRight: false },
      ],
    });
  });

  const byVerdict = (cardinality: string, right: string[]) =>
    item3(`${declared3(cardinality, 'identifier', right)}
<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
<qti-item-body><p>So?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="0">${choices3('One', 'Two', 'Three')}</qti-choice-interaction></qti-item-body>
<qti-response-processing><qti-response-condition>
<qti-response-if><qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match><qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">correct</qti-base-value></qti-set-outcome-value></qti-response-if>
<qti-response-else><qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">incorrect</qti-base-value></qti-set-outcome-value></qti-response-else>
</qti-response-condition></qti-response-processing>
<qti-modal-feedback outcome-identifier="FEEDBACK" show-hide="show" identifier="correct"><qti-content-body>Well done.</qti-content-body></qti-modal-feedback>
<qti-modal-feedback outcome-identifier="FEEDBACK" show-hide="show" identifier="incorrect"><qti-content-body>Not so.</qti-content-body></qti-modal-feedback>`);

  test('feedback to right and wrong answers goes to the options of a single choice', async () => {
    const { question, warnings } = await only(byVerdict('single', ['B']));
    expect(question).toMatchObject({
      options: [{ feedback: 'Not so.' }, { feedback: 'Well done.' }, { feedback: 'Not so.' }],
    });
    expect(warnings).toEqual([]);
  });

  test('of a multiple choice it keeps what is said to the right answer, and says so', async () => {
    const { question, feedback, warnings } = await only(byVerdict('multiple', ['B', 'C']));
    expect(question).toMatchObject({ options: [{ text: 'One' }, { isRight: true }, { isRight: true }] });
    expect(feedback).toBe('Well done.');
    expect(warnings).toEqual([
      '12: Feedback to right answers is kept; here it is said whatever was answered.',
      '13: Feedback is left out: it is said to certain answers only.',
    ]);
  });

  test('rules that are not read cost the feedback, not the item', async () => {
    const { question, warnings } = await only(
      byVerdict('single', ['B']).replaceAll('qti-match>', 'qti-pattern-match>'),
    );
    expect(question).toMatchObject({ options: [{ text: 'One', isRight: false }, { isRight: true }, {}] });
    expect(warnings).toEqual([
      '9: Feedback is left out: when it is said depends on a rule that is not read (patternMatch).',
    ]);
  });
});

describe('templates and points', () => {
  test('feedback of Common Cartridge follows its template', async () => {
    const { question, warnings } = await only(
      item3(`${declared3('single', 'identifier', ['B'])}
<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/><qti-outcome-declaration identifier="FEEDBACKBASIC" cardinality="single" base-type="identifier"/>
<qti-item-body><qti-rubric-block view="candidate"><qti-content-body><p>Choose.</p></qti-content-body></qti-rubric-block><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>So?</qti-prompt>
<qti-simple-choice identifier="A">One<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="A">First.</qti-feedback-inline></qti-simple-choice><qti-simple-choice identifier="B">Two</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="http://www.imsglobal.org/question/qti_v3p0/rptemplates/CC2_match.xml"/>
<qti-modal-feedback outcome-identifier="FEEDBACKBASIC" identifier="correct">Right.</qti-modal-feedback><qti-modal-feedback outcome-identifier="FEEDBACKBASIC" identifier="incorrect">Wrong.</qti-modal-feedback>`),
    );
    expect(question).toMatchObject({ options: [{ feedback: 'First.\n\nWrong.' }, { feedback: 'Right.' }] });
    expect(warnings).toEqual([]);
  });

  test('points for half an answer are told', async () => {
    const scored = ['2', '1', '0']
      .map(
        (points) =>
          `<qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">${points}</qti-base-value></qti-set-outcome-value>`,
      )
      .join('');
    const { stem, warnings } = await only(
      choice3().replace(
        '</qti-item-body>',
        `</qti-item-body>\n<qti-response-processing>${scored}</qti-response-processing>`,
      ),
    );
    expect(stem).toBe('Which one?');
    expect(warnings).toEqual([
      '12: It gives some answers a part of the points; here an answer is right or wrong as a whole.',
    ]);
  });
});

describe('order and text', () => {
  test('steps stand in their right order', async () => {
    const { question } = await only(
      item3(`${declared3('ordered', 'identifier', ['C', 'A', 'B'])}
<qti-item-body><p>In which order?</p><qti-order-interaction response-identifier="RESPONSE">${choices3('Rinse', 'Dry', 'Wash')}</qti-order-interaction></qti-item-body>`),
    );
    expect(question).toEqual({
      type: 'order',
      steps: [
        { id: 'C', text: 'Wash' },
        { id: 'A', text: 'Rinse' },
        { id: 'B', text: 'Dry' },
      ],
    });
  });

  test('a word in the middle of a text leaves a gap, and half points are told', async () => {
    const { stem, question, warnings } = await only(
      item2(`<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string">
<correctResponse><value>York</value></correctResponse>
<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping></responseDeclaration>
<itemBody><p>Fill in.</p><blockquote><p>The sun<br/> of <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>;</p></blockquote></itemBody>`),
    );
    expect(stem).toBe('Fill in.\n\nThe sun\nof _____;');
    expect(question).toEqual({ type: 'text', accept: ['York'], isCaseSensitive: true, wrong: [] });
    expect(warnings).toEqual([
      '5: “york” is worth a part of the points; here an answer is right or wrong, and it is left out.',
    ]);
  });
});

describe('what small Markdown has not', () => {
  test('every loss is said with its line', async () => {
    const { stem, warnings } = await only(
      choice3(`<h2>Case</h2>
<div><p>Take <em>this</em> and <b>that</b>: 10<sup>3</sup>, H<sub>2</sub>O, x<sup>n</sup>.</p></div>
<p><img src="a.png" alt="A chart"/></p>
<ul><li>one</li><li><p>two</p></li></ul>
<table><tr><th>Test</th><td>K</td></tr></table>
<p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math> <a href="https://example.org/">there</a></p>
<pre>a
 b</pre>`),
    );
    expect(stem).toBe(
      '**Case**\n\nTake *this* and **that**: 10³, H₂O, xn.\n\n• one\n\n• two\n\nTest; K\n\nthere\n\na\nb',
    );
    expect(warnings).toEqual([
      '6: “n” stood above or below the line and is in it now.',
      '7: A picture is left out; it is described as “A chart”.',
      '9: A table is turned into lines, its cells divided by semicolons.',
      '10: A formula in MathML is left out.',
      '10: The address of a link is left out, its text is kept.',
    ]);
  });
});

const bodyWith = (interaction: string) =>
  item3(`${declared3('single', 'identifier', ['B'])}\n<qti-item-body><p>So?</p>\n${interaction}</qti-item-body>`);

describe('what is left out, with a warning', () => {
  test.each([
    ['pointing at a picture', bodyWith('<qti-hotspot-interaction response-identifier="RESPONSE"/>')],
    ['matching two lists', bodyWith('<qti-match-interaction response-identifier="RESPONSE"/>')],
    ['putting words into gaps', bodyWith('<qti-gap-match-interaction response-identifier="RESPONSE"/>')],
    ['no answer', bodyWith('')],
    [
      '2 answers at once',
      bodyWith(
        '<p><qti-text-entry-interaction response-identifier="RESPONSE"/><qti-text-entry-interaction response-identifier="R2"/></p>',
      ),
    ],
    ['template', choice3().replace('<qti-item-body>', '<qti-template-declaration identifier="T"/><qti-item-body>')],
    ['adaptive', choice3().replace('adaptive="false"', 'adaptive="true"')],
    [
      'stimulus',
      choice3().replace('<qti-item-body>', '<qti-assessment-stimulus-ref identifier="S" href="s.xml"/><qti-item-body>'),
    ],
    ['of no option that it is right', choice3().replace('<qti-value>B</qti-value>', '')],
    [
      'people mark it',
      item3(
        `${declared3('single', 'string', [])}<qti-item-body><qti-extended-text-interaction response-identifier="RESPONSE"/></qti-item-body>`,
      ),
    ],
    ['An option has no text', choice3('<p>Which?</p>', '<img src="a.png"/>', 'Two')],
  ])('%s', async (why, text) => {
    const { items, remarks } = await readQti(
      packed({
        'imsmanifest.xml': manifest(['a.xml', 'b.xml']),
        'a.xml': text,
        'b.xml': choice3().replace('an-item', 'another'),
      }),
      'p.zip',
    );
    expect(items.map(({ name }) => name)).toEqual(['another']);
    expect(remarks.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(remarks).toContainEqual(
      expect.objectContaining({
        part: 'a.xml',
        item: 'an-item',
        line: expect.any(Number),
        text: expect.stringContaining(why),
      }),
    );
    // Alone there is nothing to take, and that is an error.
    expect(await errors(text)).toEqual(['undefined: item.xml holds no question that can be taken.']);
  });
});

describe('what is wrong: nothing of the file is taken', () => {
  test.each([
    ['2: The item has no identifier.', choice3().replace('identifier="an-item"', '')],
    ['2: The item has no body, so nothing is asked.', item3(declared3('single', 'identifier', ['B']))],
    ['3: The right answer names “X”, and no option is called so.', choice3().replace('>B<', '>X<')],
    [
      '6: Its answer is called “OTHER”, and no response declaration is.',
      choice3().replace('response-identifier="RESPONSE"', 'response-identifier="OTHER"'),
    ],
    ['8: An option has no identifier of its own (“A”).', choice3().replace('identifier="B"', 'identifier="A"')],
    [
      '3: One option is to be chosen and 2 are said to be right.',
      choice3().replace('<qti-value>B</qti-value>', '<qti-value>B</qti-value><qti-value>A</qti-value>'),
    ],
    ['3: The answer to a choice is single or multiple, not “ordered”.', choice3().replace('"single"', '"ordered"')],
    [
      '9: This is not well-formed XML: unexpected close tag.',
      choice3().replace('Three</qti-simple-choice>', 'Three</p>'),
    ],
    ['5: This is not well-formed XML: undefined entity.', choice3('<p>a&nbsp;b</p>')],
    [
      '2: The file has a document type declaration, which is not taken.',
      choice3().replace('<qti-ass', '<!DOCTYPE x [<!ENTITY a "b">]><qti-ass'),
    ],
    [
      '1: The file says it is in another encoding than UTF-8. Save it as UTF-8 and try again.',
      choice3().replace('UTF-8', 'ISO-8859-1'),
    ],
    ['1: This is QTI 1.2; QTI 2 and 3 are read.', '<questestinterop/>'],
    ['1: This is no item of QTI: it begins with “html”.', '<html/>'],
    ['1: This is a test without its items; hand in the package that holds both.', '<qti-assessment-test/>'],
    ['1: This is not well-formed XML: document must contain a root element.', '   '],
    ['1: This is not well-formed XML', 'Question 1: who?'],
  ])('%s', async (said, text) => {
    expect((await errors(text)).join('\n')).toContain(said);
  });

  test('bytes that are no UTF-8 are told with their line', async () => {
    const { remarks } = await readQti(
      Buffer.concat([bytes('<a>\n\n'), Buffer.from([0xe4]), bytes('\n</a>')]),
      'item.xml',
    );
    expect(remarks).toMatchObject([{ severity: 'error', line: 3 }]);
    expect((await readQti(new Uint8Array(), 'item.xml')).remarks).toMatchObject([{ text: 'item.xml is empty.' }]);
  });

  test('one broken item of a package, and no other is taken; a remark names part, line and item', async () => {
    const broken = choice3().replace('>B<', '>X<');
    const read = await readQti(
      packed({
        'imsmanifest.xml': manifest(['a.xml', 'b.xml']),
        'a.xml': choice3().replace('an-item', 'good'),
        'b.xml': broken,
      }),
      'p.zip',
    );
    expect(read.items).toEqual([]);
    expect(read.remarks).toEqual([
      {
        severity: 'error',
        line: 3,
        part: 'b.xml',
        item: 'an-item',
        text: 'The right answer names “X”, and no option is called so.',
      },
    ]);
  });

  test('too deep and too large', async () => {
    expect((await errors('<a>'.repeat(70)))[0]).toContain('nested too deep');
    expect((await errors(`<a>${'<b/>'.repeat(200_001)}</a>`))[0]).toContain('too many elements');
    expect((await errors(`<a>${'x'.repeat(4 * 2 ** 20)}</a>`))[0]).toContain('more than 4 MB');
  });
});

describe('packages', () => {
  const parts = { 'imsmanifest.xml': manifest(['items/a.xml']), 'items/a.xml': choice3() };
  const refusal = async (source: Uint8Array) => {
    const { items, remarks } = await readQti(source, 'p.zip');
    expect(items).toEqual([]);
    return remarks.map(({ text }) => text).join('\n');
  };

  test('from a stream, from a folder that was packed whole, of QTI 2.2', async () => {
    const inFolder = Object.fromEntries(
      Object.entries({ ...parts, 'imsmanifest.xml': manifest(['items/a.xml'], 'imsqti_item_xmlv2p2') }).map(
        ([name, text]) => [`export/${name}`, text],
      ),
    );
    async function* stream() {
      yield* [packed(inFolder)];
    }
    expect((await readQti(stream(), 'p.zip')).items).toMatchObject([{ name: 'an-item' }]);
  });

  test('what else is in it is said once', async () => {
    const more =
      '<resource identifier="T" type="imsqti_test_xmlv3p0" href="t.xml"/><resource identifier="P" type="webcontent" href="p.png"/>';
    const { items, remarks } = await readQti(
      packed({ ...parts, 'imsmanifest.xml': manifest(['items/a.xml'], 'imsqti_item_xmlv3p0', more) }),
      'p.zip',
    );
    expect(items).toHaveLength(1);
    expect(remarks.map(({ line, part, text }) => `${part} ${line}: ${text}`)).toEqual([
      'imsmanifest.xml 7: The package holds a test: its items are read, its sections, order and limits are not.',
      'imsmanifest.xml 7: 1 further files (pictures, texts, style sheets, rules) of the package are left out.',
    ]);
  });

  test('what is wrong with it', async () => {
    expect(await refusal(packed({ 'a.xml': choice3() }))).toContain('holds no imsmanifest.xml');
    expect(await refusal(packed({ 'imsmanifest.xml': manifest(['a.xml']) }))).toContain(
      'a.xml is named here and not in the package',
    );
    expect(await refusal(packed({ 'imsmanifest.xml': manifest(['../a.xml']) }))).toContain('none inside the package');
    expect(await refusal(packed({ ...parts, '../x.xml': '' }))).toContain('invalid relative path');
    expect(
      await refusal(
        packed({ 'imsmanifest.xml': manifest(['a.xml', 'b.xml']), 'a.xml': choice3(), 'b.xml': choice3() }),
      ),
    ).toContain('Two items are called “an-item”');
    expect(await refusal(packed(parts).subarray(0, 300))).toContain('damaged zip archive');
    expect(await refusal(packed({ ...parts, 'items/a.xml': `<a>${' '.repeat(3 * 2 ** 20)}</a>` }))).toContain(
      'unpacks to more',
    );
    const turned = packed(parts);
    turned[turned.indexOf(0x3c) + 60] = 0;
    expect(await refusal(turned)).toMatch(/damaged|not well-formed/);
    expect(await refusal(zipSync({ 'imsmanifest.xml': new Uint8Array([0xff]) }))).toContain('not text in UTF-8');
  });

  test('details of ours that are not valid are left out, those of others passed over', async () => {
    const taxon = (source: string, entry: string) =>
      `<taxonPath><source><string>${source}</string></source><taxon><entry><string>${entry}</string></entry></taxon></taxonPath>`;
    const lom = `<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><classification>${taxon('urn:medical-coding-trainer:level', 'hard')}\n${taxon('urn:medical-coding-trainer:difficulty', '0.6')}${taxon('Dewey', '610')}</classification></lom></metadata>`;
    const { items, remarks } = await readQti(
      packed({ ...parts, 'imsmanifest.xml': manifest(['items/a.xml']).replace('<file', `${lom}<file`) }),
      'p.zip',
    );
    expect(items[0]?.details).toEqual({ difficulty: 0.6 });
    expect(remarks).toMatchObject([{ severity: 'warning', line: 6, part: 'imsmanifest.xml' }]);
  });
});
