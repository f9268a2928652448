import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SKILLS } from '#domain/study/skills';
import { findSkill, inOrder, skillsOfCites, skillsOfCode } from '#domain/study/skills-of';

/** Citations of the bundled keys, wherever they stand in them. */
function citationsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(citationsOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'cites' ? (inner as string[]) : citationsOf(inner),
  );
}

describe('the graph of skills', () => {
  test('ids are unique, and what comes before is a skill', () => {
    expect(new Set(SKILLS.map(({ id }) => id)).size).toBe(SKILLS.length);
    const unknown = SKILLS.flatMap((skill) => ('after' in skill ? skill.after : [])).filter((id) => !findSkill(id));
    expect(unknown).toEqual([]);
  });

  test('nothing comes before itself, by whatever way', () => {
    const walk = (id: string, trail: string[]): string[] => {
      if (trail.includes(id)) throw new Error(`a circle: ${[...trail, id].join(' → ')}`);
      return (findSkill(id)?.after ?? []).flatMap((one) => walk(one, [...trail, id]));
    };
    for (const { id } of SKILLS) walk(id, []);
  });

  test('every rule cited by a bundled key belongs to a skill', () => {
    const cites = globSync('db/keys/*.yaml').flatMap((path) => citationsOf(parse(readFileSync(path, 'utf8'))));
    expect(cites.length).toBeGreaterThan(100);
    expect([...new Set(cites)].filter((cite) => skillsOfCites([cite]).length === 0)).toEqual([]);
  });
});

describe('skills of a citation', () => {
  test.each([
    ['OG I.C.1', ['infections']],
    ['OG I.C.1.d.1', ['sepsis']],
    ['OG I.C.10.a', ['respiratory-rules']],
    ['OG I.C.19.a', ['seventh-character']],
    ['OG II', ['principal']],
    ['OG III.B', ['reportable']],
    ['OG Appendix I', ['poa']],
    ['PCS-OG B3.2', ['root-operations']],
    ['PCS-OG B6.1a', ['devices']],
    ['PX rules: em-level', ['visit-level']],
    ['PX PX210', ['services']],
    ['HCPCS J1885', ['units']],
    ['HCPCS G0463', ['hcpcs']],
    ['45 CFR 164.502', ['confidentiality']],
    ['a textbook', []],
  ])('%s', (cite, skills) => {
    expect(skillsOfCites([cite])).toEqual(skills);
  });

  test('several citations give each skill once, in the order of the list', () => {
    expect(skillsOfCites(['OG Appendix I', 'OG I.C.4.a', 'OG I.C.4.a.2'])).toEqual(['diabetes', 'poa']);
  });
});

describe('skills of a code', () => {
  test.each([
    ['diagnoses', 'E1122', ['icd-10-cm', 'diabetes', 'endocrine']],
    ['diagnoses', 'I509', ['icd-10-cm', 'hypertension', 'circulatory']],
    ['diagnoses', 'S72001A', ['icd-10-cm', 'fractures', 'injury', 'musculoskeletal']],
    ['procedures', '0SR90JZ', ['icd-10-pcs', 'musculoskeletal']],
    ['procedures', '02703DZ', ['icd-10-pcs', 'circulatory']],
    ['services', 'PX210', ['services']],
    ['services', 'J1885', ['hcpcs']],
  ] as const)('%s %s', (list, code, skills) => {
    expect(skillsOfCode(list, code)).toEqual(skills);
  });

  test('what nobody knows has the kind of its list alone, and an order keeps nothing unknown', () => {
    expect(skillsOfCode('diagnoses', '')).toEqual(['icd-10-cm']);
    expect(inOrder(['poa', 'poa', 'anatomy'])).toEqual(['poa', 'anatomy']);
  });
});
