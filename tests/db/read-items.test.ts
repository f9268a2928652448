import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { listItemsToPublish } from '#db/items-to-publish';
import { listItemFiles, readItems } from '#db/read-items';
import { withStarterCatalog } from '#db/review-cases';
import { lintItemBank } from '#db/review-items';
import { itemFields } from '../domain/exam/items/an-item.ts';

function aFolder(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'items-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, 'db/items', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return root;
}
const scenario = (text: string) =>
  `scenario:\n  id: a-stay\n  title: A stay\n  text: |\n${text.replace(/^(?=.)/gm, '    ')}\n${stringify({
    items: [itemFields('order', { id: 'one' }), itemFields('hotspot', { id: 'two' })],
  })}`;
const issuesOf = (root: string, id: string) => {
  const read = readItems(root, id);
  return read.ok ? [] : read.problem.map(({ file, line, message }) => `${file.split('/').at(-1)}:${line} ${message}`);
};

test('files are found below their subjects, and without a bank there are none', () => {
  const root = aFolder({ 'b/01-x.yaml': '', 'a/02-y.yaml': '', 'a/02-y.review.md': '', 'AUTHORS.md': '' });
  expect(listItemFiles(root)).toEqual(['a/02-y', 'b/01-x']);
  expect(listItemFiles(join(root, 'nowhere'))).toEqual([]);
});

test('issues have the line of the file, those of the schema and those of a scenario', () => {
  const long = 'A long story is told here, long enough for a scenario of an exam.';
  const root = aFolder({
    'a/01.yaml': `items:\n  - id: one\n    version: none\n`,
    'a/02.yaml': scenario(`${long}\n\n<script>\n`),
    'a/03.yaml': scenario(`**${long}**\n\n- a list\n`),
  });
  expect(issuesOf(root, 'a/01').join('\n')).toMatch(/^01\.yaml:\d+ /);
  expect(issuesOf(root, 'a/02')).toEqual(['02.yaml:7 a document cannot hold HTML']);
  expect(issuesOf(root, 'a/03')).toEqual([]);
  expect(issuesOf(root, 'a/04')).toEqual(['04.yaml:1 this file is missing']);
});

test('what is published knows whether it was answered unseen', () => {
  const items = [itemFields('order', { id: 'one', version: 2 }), itemFields('hotspot', { id: 'two' })];
  const root = aFolder({
    'a/01.yaml': stringify({ items }),
    'a/01.review.md': 'one: agreed. two: agreed.',
    'b/01.yaml': stringify({ items: [itemFields('order', { id: 'three' })] }),
  });
  expect(listItemsToPublish(root).map(({ item, isReviewed }) => [item.id, isReviewed])).toEqual([
    ['one', false],
    ['two', true],
    ['three', false],
  ]);
});

test('a file that cannot be read keeps the check of no other back, and strays are named', async () => {
  const root = aFolder({
    'a/01.yaml': 'items: [',
    'a/02.yaml': stringify({ items: [itemFields('order', { domains: ['cpc/astronomy'] })] }),
    'a/notes.md': 'Later.',
    'loose.yaml': 'items: []',
  });
  for (const part of ['content']) cpSync(part, join(root, part), { recursive: true });
  mkdirSync(join(root, 'db/keys'), { recursive: true });
  const found = await withStarterCatalog(root, (catalogDb) => lintItemBank(root, catalogDb));
  const said = found
    .filter(({ isWarning }) => !isWarning)
    .map(({ file, message }) => `${file.split('items/')[1]} ${message}`);
  expect(said).toEqual([
    expect.stringMatching(/^a\/01\.yaml this is not YAML/),
    'a/02.yaml an-item: no blueprint has the domain cpc/astronomy',
    'a/notes.md this is no file of the bank',
    'loose.yaml this is no file of the bank',
  ]);
});
