import { expect, test } from 'vitest';
import { recognise } from '#db/exchange/recognise';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['Moodle XML', '<?xml version="1.0"?>\n<!-- made by hand -->\n<quiz></quiz>', 'moodle'],
  ['a byte order mark before', '\ufeff<?xml version="1.0"?><quiz/>', 'moodle'],
  ['an item of QTI 3', '<qti-assessment-item identifier="x"/>', 'qti3'],
  ['an item of QTI 2 with a prefix', '<?xml version="1.0"?><q:assessmentItem xmlns:q="x"/>', 'qti3'],
  ['a package', 'PK\u0003\u0004', 'qti3'],
  ['GIFT', '// a comment\n::T:: Which? {=this ~that}', 'gift'],
  ['CSV', 'name,stem,option a,correct\n', 'csv'],
  ['CSV with semicolons and quotes', '"Name";"Stem";"Option A"\r\n', 'csv'],
])('%s is known by what is in it', (_, text, format) => {
  expect(recognise(bytes(text))).toEqual({ ok: true, value: format });
});

test.each([
  ['another XML', '<html><body/></html>', /begins with <html>/],
  ['a letter', 'Dear colleague, here are the questions.', /none of these/],
  ['XML that is only its declaration', '<?xml version="1.0"?>', /none of these/],
  ['nothing', '  \n', /empty/],
])('%s is refused with what was expected', (_, text, sentence) => {
  const found = recognise(bytes(text));
  expect(found.ok).toBe(false);
  expect(found.ok ? '' : found.problem).toMatch(sentence);
});
test('text in Latin-1 is refused with how to save it', () => {
  const found = recognise(new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x2c, 0x73, 0x74, 0x65, 0x6d]));
  expect(found.ok ? '' : found.problem).toMatch(/UTF-8/);
});

test.each([
  ['blanks before a root that never comes', `<!---->${' '.repeat(5000)}x`],
  ['comments before a root that never comes', `${'<!---->'.repeat(2500)}x`],
  ['declarations before a root that never comes', `${'<?a?>'.repeat(3000)}x`],
  ['a comment that never ends', `<!--${' '.repeat(15_000)}`],
])('%s are given up at once, not tried in every way there is', (_, text) => {
  expect(recognise(bytes(text)).ok).toBe(false);
});
test('of a first line no more is looked at than a header can have', () => {
  expect(recognise(bytes(`${','.repeat(50_000)}stem\n`)).ok).toBe(false);
  expect(recognise(bytes(`${','.repeat(500)}stem\n${','.repeat(500_000)}`))).toEqual({ ok: true, value: 'csv' });
});
