import { expect, test } from 'vitest';
import { textsOf } from '#domain/authoring/item-texts';
import { blindCopy } from '#domain/exam/items/blind-copy';
import { forCandidate } from '#domain/exam/items/candidate-item';
import { anItem, KINDS, option } from './an-item.ts';

const copyOf = (kind: (typeof KINDS)[number], overrides = {}) =>
  blindCopy('anatomy/01', { items: [anItem(kind, overrides)] }, () => ['mitral-valve', 'aorta']);

/** Fields of a file that say or hint at the answer. */
const SEALED =
  /isRight|feedback|"key"|accept|"part"|others|alsoRight|wrong|whyNot|notCoded|rationale|cites|source|difficulty|objective|domains|skills/;

test.each(KINDS)('a %s item is shown without anything of its key', (kind) => {
  const item = anItem(kind, kind === 'form-field' ? { accept: ['QQ7'] } : {});
  expect(JSON.stringify(forCandidate(item))).not.toMatch(SEALED);
  const shownToAll = `${JSON.stringify(forCandidate(item))}\n${copyOf(kind, kind === 'form-field' ? { accept: ['QQ7'] } : {})}`;
  for (const { text, role } of textsOf(item))
    if (role === 'asked') expect(shownToAll).toContain(text);
    else expect(shownToAll).not.toContain(text);
  if (item.type === 'typed-codes') for (const { code } of item.key) expect(shownToAll).not.toContain(code);
});

test('steps are not in their order, and what is wrong on purpose is not marked', () => {
  const steps = ['Zebra', 'Yak', 'Ant'].map((text, at) => ({ id: `s${at}`, text }));
  expect(copyOf('order', { steps, alsoRight: [] })).toContain('- s2: Ant\n- s1: Yak\n- s0: Zebra');
  const options = ['E11.9', 'I10', '`E11.93`', 'Z79.4'].map((text, at) => option(text, at === 1));
  expect(copyOf('single-choice', { options })).toContain('- C: E11.93\n');
});

test('a copy can be answered', () => {
  expect(copyOf('multiple-choice', { version: 2 })).toContain('## 1. an-item v2 (multiple choice, FY2026)');
  expect(copyOf('multiple-choice')).toContain('Choose 2.');
  expect(copyOf('diagnoses')).toContain(
    'Encounter: inpatient, 2026-02-04 to 2026-02-09, 54 years, male, commercial. Type codes, poa.',
  );
  expect(copyOf('hotspot')).toContain('Its parts: aorta, mitral-valve.');
  expect(copyOf('form-field')).toContain('Form: CMS-1500, box 24E.');
});
