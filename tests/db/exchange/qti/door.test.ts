import { expect, test } from 'vitest';
import { readQuestions, writeQuestions } from '#db/exchange/exchange';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { bankForOthers, bytesOf } from '../formats.ts';
import { choice3, item2 } from './documents.ts';

test('QTI is written and read behind the door of all formats', async () => {
  const bank = bankForOthers().slice(0, 20);
  const { bytes, remarks } = await writeQuestions('qti3', bank, 0);
  expect(remarks).toEqual([]);
  expect(await readQuestions(bytes, 'questions.zip')).toEqual({
    items: bank.map(normalItem),
    remarks: [],
    format: 'qti3',
  });
}, 30_000);

test('a single item of either version is known by its root', async () => {
  expect(await readQuestions(bytesOf(choice3()), 'item.xml')).toMatchObject({
    format: 'qti3',
    items: [{ name: 'an-item' }],
  });
  const broken = await readQuestions(bytesOf(item2('<itemBody/>')), 'item.xml');
  expect(broken).toMatchObject({
    format: 'qti3',
    items: [],
    remarks: [{ line: 3, item: 'an-item' }, { severity: 'error' }],
  });
}, 30_000);
