import { expect, test } from 'vitest';
import { findSkill } from '#domain/study/skills-of';
import { makeDecks } from '#operations/study/platform-decks';

const { decks, byId } = makeDecks('.');
const cards = decks.flatMap((deck) => deck.cards);

test('terms, abbreviations, words taken apart, rules, root operations and modifiers are there', () => {
  const ids = decks.map(({ id }) => id);
  for (const id of [
    'guideline-rules',
    'root-operations',
    'modifiers',
    'abbreviations',
    'word-parts',
    'glossary-anatomy',
  ])
    expect(ids).toContain(id);
  expect(cards.length).toBeGreaterThan(1000);
});

test('every card has an id of its own, two sides, its deck, and skills that exist', () => {
  expect(byId.size).toBe(cards.length);
  for (const { cards: of, id } of decks)
    for (const card of of) {
      expect(card.front.trim() !== '' && card.back.trim() !== '', card.id).toBe(true);
      expect(card.deck).toBe(id);
      expect(card.id.length).toBeLessThanOrEqual(120);
      expect(card.skills.length, card.id).toBeGreaterThan(0);
      expect(card.skills.filter((skill) => findSkill(skill) === undefined)).toEqual([]);
    }
});

test('abbreviations read as charts and people have them', () => {
  const told = (front: string) => cards.find((card) => card.deck === 'abbreviations' && card.front === front)?.back;
  expect(told('AFib')).toBe('Atrial fibrillation.');
  expect(told('T2DM')).toBe('Type 2 diabetes.');
  expect(told('MS')).toMatch(/multiple sclerosis/);
  expect(told('SDOH')).toMatch(/^Social determinants of health\. /);
});
