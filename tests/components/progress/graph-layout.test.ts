import { describe, expect, test } from 'vitest';
import { SKILLS } from '#domain/study/skills';
import { NODE, SKILL_BRANCHES, SKILL_LAYOUT, type SkillBranch } from '../../../src/components/progress/graph-layout.ts';

const { nodes, edges, width, height } = SKILL_LAYOUT;
const byId = new Map(nodes.map((node) => [node.id, node]));

describe('the drawn graph', () => {
  test('has every skill that is linked, and a line for each link', () => {
    const drawn = SKILLS.filter(({ kind }) => kind !== 'body-system');
    const links = drawn.flatMap((skill) => ('after' in skill ? [...skill.after] : []));
    expect(edges).toHaveLength(links.length);
    expect(nodes.length).toBe(new Set(edges.flatMap(({ from, to }) => [from, to])).size);
  });

  test('keeps every box inside and no two on one another', () => {
    for (const { x, y } of nodes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + NODE.width).toBeLessThanOrEqual(width);
      expect(y + NODE.height).toBeLessThanOrEqual(height);
    }
    for (const one of nodes)
      for (const other of nodes)
        if (one.id < other.id && one.x === other.x)
          expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(NODE.height);
  });

  test('leads from left to right', () => {
    for (const { from, to } of edges) expect((byId.get(from)?.x ?? 0) + NODE.width).toBeLessThan(byId.get(to)?.x ?? 0);
  });

  test('breaks titles into at most two lines without losing a word', () => {
    for (const { title, lines } of nodes) {
      expect(lines.join(' ')).toBe(title);
      expect(lines.length).toBeLessThanOrEqual(2);
    }
  });
});

test('the nested list has every skill that is linked, body systems too, once', () => {
  const all = (branches: readonly SkillBranch[]): string[] =>
    branches.flatMap(({ id, inside }) => [id, ...all(inside)]);
  const systems = SKILLS.filter(({ kind }) => kind === 'body-system');
  expect(all(SKILL_BRANCHES).sort()).toEqual([...nodes, ...systems].map(({ id }) => id).sort());
});
