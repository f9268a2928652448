import { describe, expect, test } from 'vitest';
import { citeAddress } from '#components/exam-result/cite-address.ts';
import { doubtText, durationText, expectedText, headlineOf, ruleText } from '#components/exam-result/words.ts';
import { getBlueprints } from '#db/read-blueprints';
import { domainName } from '#domain/exam/blueprint';
import { outcomeOf } from '#domain/exam/sittings/outcome';

const blueprint = (id: string) => {
  const found = getBlueprints('.').find((one) => one.id === id);
  if (!found) throw new Error(`no blueprint ${id}`);
  return found;
};
function outcome(id: string, right: number, of: number) {
  const exam = blueprint(id);
  const domain = exam.domains[0];
  if (!domain) throw new Error(`${id} has no domains`);
  const items = Array.from({ length: of }, (_, index) => ({
    domain: domainName(exam, domain),
    isRight: index < right,
    isPretest: false,
  }));
  const found = outcomeOf(exam, items);
  if (!found) throw new Error('nothing counted');
  return found;
}

describe('the verdict in words', () => {
  const cpc = blueprint('cpc');
  test('a whole exam is passed or not; a part of it is not', () => {
    expect(headlineOf(cpc, 'mock', outcome('cpc', 70, 100))).toBe('Passed: 70 of 100 right, 70 %');
    expect(headlineOf(cpc, 'mock', outcome('cpc', 69, 100))).toBe('Not passed: 69 of 100 right, 69 %');
    expect(headlineOf(cpc, 'short', outcome('cpc', 8, 10))).toBe(
      '8 of 10 right, 80 %: at or above the 70 % that pass the whole CPC',
    );
  });
  test('few questions are said to say little, and a mark inside the interval to be open', () => {
    const few = doubtText(cpc, 'short', outcome('cpc', 8, 10)).join(' ');
    expect(few).toContain('between 49 and 94\u00a0%');
    expect(few).toContain('it could have come out below it');
    expect(few).toContain('few questions say little');
    expect(doubtText(cpc, 'mock', outcome('cpc', 95, 100)).join(' ')).toContain('The mark lies outside');
  });
  test('what is assumed of a scale is said', () => {
    const ccs = blueprint('ccs');
    const near = outcome('ccs', 68, 100);
    expect(ruleText(ccs, 'mock', near)).toMatch(/^About 3\d\d points on the scale of .* AHIMA does not publish how/);
    // A part has no points: they are of a whole exam.
    expect(ruleText(ccs, 'short', outcome('ccs', 3, 4))).toMatch(/^AHIMA does not publish how/);
    expect(ruleText(cpc, 'mock', outcome('cpc', 70, 100))).toContain('passed with 70 %');
    expect(doubtText(ccs, 'mock', near).join(' ')).toContain('the real one may lie on the other side');
  });
});

test.each([
  [0, '0 s'],
  [45_400, '45 s'],
  [59_600, '1 min'],
  [144_000, '2 min 24 s'],
  [3_900_000, '1 h 5 min'],
])('%i ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));

test.each([
  ['Tabular M23.22: derangement', '/codes/icd-10-cm/M23.22'],
  ['Tabular J45: use additional code', '/codes/icd-10-cm/J45'],
  ['Tabular E08-E13: a block', undefined],
  ['HCPCS J1885', '/codes/hcpcs/J1885'],
  ['HCPCS modifier F4: left hand, fifth digit', '/codes/hcpcs/modifiers'],
  ['PX PX302: includes PX330', '/codes/px/PX302'],
  ['PX rules: modifier 5G', '/codes/px/modifiers'],
  ['PX rules: laterality', '/codes/px'],
  ['PCS table 0SR', '/codes/icd-10-pcs/0SR'],
  ['OG I.C.13.b', undefined],
])('%s stands at %s', (cite, address) => expect(citeAddress(cite)).toBe(address));

test.each([
  [0.66, false, false],
  [0.68, false, false],
  [0.64, false, false],
  [0.72, true, false],
  [0.6, false, true],
])('a form of which %f are expected is told to be what it was', (expected, isEasier, isHarder) => {
  expect(expectedText(expected)).toContain(`${Math.round(100 * expected)} %`);
  expect(expectedText(expected).includes('easier')).toBe(isEasier);
  expect(expectedText(expected).includes('harder')).toBe(isHarder);
});
