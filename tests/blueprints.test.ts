import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sayIssue } from '#db/content-issue';
import { getBlueprints } from '#db/read-blueprints';
import { lintBlueprints } from '#db/review-blueprints';

describe('the bundled blueprints', () => {
  const blueprints = getBlueprints('.');
  const of = (wanted: string) => blueprints.find(({ id }) => id === wanted);

  test('have nothing wrong with them', () => expect(lintBlueprints('.').map(sayIssue)).toEqual([]));

  test.each([
    ['cpc', 18, 100],
    ['coc', 10, 100],
    ['crc', 8, 100],
    ['cpb', 7, 135],
    ['cpma', 6, 100],
    ['ccs', 5, 97],
    ['cca', 6, 90],
    ['cic', 0, 47],
    ['rhit', 0, 130],
  ])('%s has %i domains and %i items that count', (id, domains, items) => {
    expect(of(id)?.domains.length).toBe(domains);
    expect(of(id)?.items.scored).toBe(items);
  });

  test('the domains of the CPC have the names items use', () => {
    expect(of('cpc')?.domains.map(({ id }) => id)).toEqual([
      'surgery-integumentary',
      'surgery-musculoskeletal',
      'surgery-respiratory-cardiovascular',
      'surgery-digestive',
      'surgery-urinary-genital-endocrine',
      'surgery-nervous-eye-ear',
      'evaluation-management',
      'anesthesia',
      'radiology',
      'pathology-laboratory',
      'medicine',
      'terminology',
      'anatomy',
      'icd-10-cm',
      'hcpcs',
      'guidelines',
      'compliance',
      'cases',
    ]);
  });

  test('what is weakly known says so, and every one is independent', () => {
    expect(blueprints.filter(({ confidence }) => confidence === 'L').map(({ id }) => id)).toEqual(['cca', 'rhit']);
    for (const { notes } of blueprints) expect(notes[0]).toMatch(/^Independent preparation/);
    for (const { domains, notes } of blueprints)
      if (domains.some((domain) => domain.practisedWithPracticeSet))
        expect(notes.join(' ')).toContain('practice procedure set');
  });
});

describe('a blueprint with mistakes', () => {
  const root = mkdtempSync(join(tmpdir(), 'blueprints-'));
  mkdirSync(join(root, 'content/blueprints'), { recursive: true });
  const cpc = readFileSync('content/blueprints/cpc-2026.yaml', 'utf8');
  const write = (name: string, text: string) => writeFileSync(join(root, 'content/blueprints', name), text);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const issues = () => lintBlueprints(root).map(({ line, message }) => `${line} ${message}`);

  test('is answered with the line of each', () => {
    write('cpc-2026.yaml', cpc.replace('skills: [anatomy]', 'skills: [anatomy, astrology]'));
    const line = 1 + cpc.slice(0, cpc.indexOf('skills: [anatomy]')).split('\n').length - 1;
    expect(issues()).toEqual([`${line} there is no skill astrology`]);
    write('cpc-2026.yaml', cpc.replace('items: 4', 'items: 5'));
    expect(issues()).toEqual([expect.stringContaining('the domains hold 101 items, the exam has 100 scored ones')]);
    write('cpc-2026.yaml', cpc.replace("'2026'", "'2027'"));
    expect(issues()).toEqual(['1 the name of the file is not its exam and version']);
  });
});
