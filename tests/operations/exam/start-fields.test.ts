import { describe, expect, test } from 'vitest';
import { getBlueprints } from '#db/read-blueprints';
import type { Blueprint } from '#domain/exam/blueprint';
import { sayShort } from '#operations/exam/say-short';
import { startFields } from '#operations/exam/start-fields';
import { fieldErrors } from '#operations/form-fields';

const cpc = getBlueprints('.').find(({ id }) => id === 'cpc') as Blueprint;
const good = { scope: 'short', mode: 'exam', minutes: '20', timeMultiplier: '1', breakMinutes: '0' };

function read(given: Record<string, string>) {
  const checked = startFields(cpc).safeParse(given);
  return checked.success ? checked.data : fieldErrors(checked.error);
}

describe('the form that begins an exam', () => {
  test('is read into what is sat', () => {
    const given = {
      ...good,
      scope: 'domain',
      'in-cases': 'on',
      'in-anatomy': 'on',
      timeMultiplier: '1.25',
      largeText: 'on',
    };
    expect(read(given)).toEqual({
      scope: 'domain',
      mode: 'exam',
      minutes: 20,
      domains: ['cpc/anatomy', 'cpc/cases'],
      accommodations: { timeMultiplier: 1.25, breakMinutes: 0, largeText: true, screenReader: false },
    });
  });

  test('a whole exam needs no length', () => {
    const { minutes: _, ...rest } = good;
    expect(read({ ...rest, scope: 'mock' })).toMatchObject({ scope: 'mock', minutes: 0 });
    expect(read({ ...good, scope: 'mock', minutes: 'ages' })).toMatchObject({ scope: 'mock', minutes: 0 });
  });

  test.each([
    [{ scope: 'everything' }, { scope: 'Choose what you want to sit.' }],
    [{ mode: '' }, { mode: 'Choose exam or practice.' }],
    [{ minutes: '15' }, { minutes: 'Choose one of the lengths in the list.' }],
    [{ minutes: '-1' }, { minutes: 'Choose one of the lengths in the list.' }],
    [{ minutes: '20.0' }, { minutes: 'Choose one of the lengths in the list.' }],
    [{ timeMultiplier: '1e9' }, { timeMultiplier: 'Choose one of the times in the list.' }],
    [{ breakMinutes: 'Infinity' }, { breakMinutes: 'Choose one of the breaks in the list.' }],
    [{ scope: 'domain' }, { domains: 'Choose at least one domain.' }],
    [{ scope: 'domain', 'in-constructor': 'on' }, { domains: 'Choose at least one domain.' }],
  ])('%o is told at its field', (wrong, errors) => {
    expect(read({ ...good, ...wrong })).toEqual(errors);
  });

  test('an empty form: every field that has to be there', () => {
    expect(Object.keys(read({})).sort()).toEqual(['breakMinutes', 'mode', 'scope', 'timeMultiplier']);
  });
});

test('what is lacking is said domain by domain, with what is possible', () => {
  const short = (count: number) => ({
    kind: 'short' as const,
    domains: ['hcpcs', 'anatomy', 'cases', 'radiology']
      .slice(0, count)
      .map((id) => ({ domain: `cpc/${id}`, wanted: 25, has: 7 })),
  });
  expect(sayShort(cpc, { short: short(1), possible: 10 })).toBe(
    'There are too few questions for this yet: HCPCS Level II has 7 of the 25 needed. An exam of 10 minutes is possible.',
  );
  expect(sayShort(cpc, { short: short(4) })).toMatch(/Cases has 7 of the 25 needed, and 1 more domain is short\.$/);
  const onTrial = { kind: 'short' as const, domains: [], pretest: { wanted: 10, has: 3 } };
  expect(sayShort(cpc, { short: onTrial })).toBe(
    'There are too few questions to try out: 3 are left beside the form, 10 are needed.',
  );
});
