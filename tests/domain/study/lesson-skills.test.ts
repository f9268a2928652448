import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lessonName } from '#domain/lessons/lesson';
import { TRACKS } from '#domain/lessons/tracks';
import { isAbout, lessonsToName, skillsOfLesson, skillsOfSetting } from '#domain/study/lesson-skills';
import { SKILLS, type SkillId } from '#domain/study/skills';

const lessons = globSync('content/lessons/*/*.check.yaml').map((path) => {
  const [track = '', file = ''] = path.split(/[\\/]/).slice(-2);
  const { items } = parse(readFileSync(path, 'utf8')) as { items: { cites?: string[] }[] };
  const name = lessonName(`${track}/${file.replace('.check.yaml', '')}`);
  return { name, track, cites: items.map(({ cites = [] }) => cites) };
});

describe('skills of a lesson', () => {
  test('are those of its track, its own subject and the rules its check asks for, with their part', () => {
    const found = skillsOfLesson({
      name: 'documentation/queries',
      track: 'documentation',
      cites: [['OG III.B'], ['OG III.B', 'OG I.B.14'], [], ['a guideline of nobody']],
    });
    expect([...found]).toEqual([
      ['reportable', 0.5],
      ['skin-rules', 0.25],
      ['documentation', 0.5],
      ['queries', 1],
    ]);
  });

  test('the lesson on conventions is the one to name for them, and the way into its track', () => {
    const shares = (skill: SkillId) =>
      new Map(lessons.map((lesson) => [lesson.name, skillsOfLesson(lesson).get(skill) ?? 0]));
    const [conventions, track] = [shares('conventions'), shares('icd-10-cm')];
    const name = 'icd-10-cm-guidelines/conventions';
    for (const [other, part] of conventions) if (other !== name) expect(part, other).toBeLessThan(1);
    expect([conventions.get(name), track.get(name)]).toEqual([1, 1]);
  });

  test('every track with lessons and every lesson has one at least', () => {
    expect(lessons.length).toBeGreaterThan(20);
    expect(lessons.filter((lesson) => skillsOfLesson(lesson).size === 0)).toEqual([]);
    for (const { id } of TRACKS) expect(skillsOfLesson({ name: '', track: id, cites: [[]] }).size, id).toBe(1);
  });

  test('skills that are rules or subjects have a lesson, but for those that are known to wait for one', () => {
    const treated = new Set(lessons.flatMap((lesson) => [...skillsOfLesson(lesson).keys()]));
    const open = SKILLS.filter(({ id, kind }) => kind !== 'body-system' && !treated.has(id)).map(({ id }) => id);
    const waiting = [
      'sequela',
      'laterality',
      'mental',
      'pain',
      'glaucoma',
      'obstetrics',
      'newborn',
      'information-technology',
      'edits',
    ];
    expect(open.filter((id) => !waiting.includes(id))).toEqual([]);
  });
});

describe('a lesson to be sent to', () => {
  const about = (skill: SkillId) => lessons.filter((lesson) => isAbout(lesson, skill)).map(({ name }) => name);
  test.each<SkillId>(['neoplasms', 'obstetrics', 'newborn', 'general-rules', 'urinary', 'laterality', 'symptoms'])(
    'there is none on %s: one that comes across it, or is on what comes before it, is not named',
    (skill) => expect(about(skill)).toEqual([]),
  );
  test.each<[SkillId, string]>([
    ['sepsis', 'icd-10-cm-guidelines/infections-and-sepsis'],
    ['infections', 'icd-10-cm-guidelines/infections-and-sepsis'],
    ['external-causes', 'icd-10-cm-guidelines/injuries-and-external-causes'],
    ['diabetes', 'pathophysiology/diabetes-hypertension-kidney-heart'],
    ['with', 'icd-10-cm-guidelines/conventions'],
    ['excludes', 'icd-10-cm-guidelines/conventions'],
    ['uncertain', 'icd-10-cm-guidelines/outpatient-diagnoses'],
    ['approaches', 'icd-10-pcs/approaches-and-devices'],
    ['body-parts', 'icd-10-pcs/seven-characters'],
    ['modifiers', 'outpatient-procedures/modifiers-and-bundling'],
    ['pointers', 'revenue-cycle/from-registration-to-claim'],
    ['queries', 'documentation/queries'],
    ['anatomy', 'anatomy/digestive-system'],
  ])('on %s it is %s', (skill, name) => expect(about(skill)).toContain(name));
  test('what stands under a section belongs to it, and no lesson on something else does', () => {
    const lesson = { name: 'x/y', track: 'documentation', cites: [['OG I.A.15'], ['OG I.C.2'], ['OG I.A.2']] };
    expect(isAbout(lesson, 'with')).toBe(false);
    expect(isAbout({ ...lesson, cites: [['OG I.A.15'], ['OG I.A.3'], ['OG I.A.2']] }, 'with')).toBe(true);
    expect(isAbout(lesson, 'neoplasms')).toBe(false);
    expect(isAbout({ ...lesson, track: 'icd-10-cm-guidelines' }, 'neoplasms')).toBe(true);
  });
});

test('lessons are named by how much of them a skill is, then in their order; one that touches it stands in for none', () => {
  const lesson = (part: number, place: number, isAbout = false) => ({ part, place, isAbout });
  expect(lessonsToName([lesson(0.1, 1), lesson(0.5, 3), lesson(0.5, 2), lesson(0.25, 1)])).toEqual([
    lesson(0.5, 2),
    lesson(0.5, 3),
    lesson(0.25, 1),
  ]);
  expect(lessonsToName([lesson(0.1, 2), lesson(0.1, 1)])).toEqual([lesson(0.1, 1)]);
  expect(lessonsToName([lesson(0.2, 1), lesson(0.1, 2, true)])).toHaveLength(2);
});

test('a chart of a setting needs what the setting asks for, and nothing that depends on its key', () => {
  expect(skillsOfSetting('inpatient')).toContain('poa');
  expect(skillsOfSetting('inpatient')).not.toContain('outpatient');
  expect(skillsOfSetting('professional')).toContain('outpatient');
  expect(skillsOfSetting('professional')).not.toContain('icd-10-pcs');
});
