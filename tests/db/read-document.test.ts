import { expect, test } from 'vitest';
import { parseDocument } from '#db/read-document';

const read = (markdown: string) => parseDocument(markdown, 'note.md');

test('the subset becomes blocks; a single line break stays', () => {
  const { blocks, issues } = read(
    [
      '# ED note',
      '',
      '**HPI:** 71 y/o',
      'BP 120/80 <50% *E. coli*',
      '',
      '2. first',
      '3. next',
      '',
      '- a',
      '- b',
      '',
      '| Lab | Value |',
      '|---|---|',
      '| Na | **139** |',
      '| K |',
    ].join('\n'),
  );
  expect(issues).toEqual([]);
  expect(blocks).toEqual([
    { kind: 'heading', level: 1, runs: [{ text: 'ED note' }] },
    {
      kind: 'paragraph',
      runs: [
        { text: 'HPI:', style: 'strong' },
        { text: ' 71 y/o\nBP 120/80 <50% ' },
        { text: 'E. coli', style: 'emphasis' },
      ],
    },
    { kind: 'list', ordered: true, start: 2, items: [[{ text: 'first' }], [{ text: 'next' }]] },
    { kind: 'list', ordered: false, start: 1, items: [[{ text: 'a' }], [{ text: 'b' }]] },
    {
      kind: 'table',
      header: [[{ text: 'Lab' }], [{ text: 'Value' }]],
      rows: [
        [[{ text: 'Na' }], [{ text: '139', style: 'strong' }]],
        [[{ text: 'K' }], []],
      ],
    },
  ]);
});

test.each([
  ['HTML', 'ok\n\n<hr>', 3],
  ['a link', '[OG](https://example.org)', 1],
  ['an image', 'text\n![x](y.png)', 2],
  ['code', 'a `code`', 1],
  ['a fence', 'a\n\n```\nx\n```', 3],
  ['a quotation', 'a\n\n> b', 3],
  ['a rule', 'a\n\n---\n\nb', 3],
  ['a deep heading', '#### four', 1],
  ['a nested list', '- a\n  - b', 2],
  ['bold inside italic', '*a **b***', 1],
  ['an empty file', '', 1],
])('%s is an issue with its line', (_, markdown, line) => {
  expect(read(markdown).issues).toEqual([
    { file: 'note.md', line, message: expect.any(String), fix: expect.stringMatching(/^[A-Z*#].+[^.]$/) },
  ]);
});

test('all issues are answered at once', () => expect(read('<i>a</i>\n\n`b`').issues.length).toBeGreaterThanOrEqual(2));
