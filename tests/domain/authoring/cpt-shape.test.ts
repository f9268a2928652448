import { expect, test } from 'vitest';
import { findCptShapes } from '#domain/authoring/cpt-shape';

// No real CPT number may stand here either: digits are put together when the test runs.
const five = ['1', '0', '0', '0', '1'].join('');
const four = ['1', '0', '0', '1'].join('');

test.each([
  ['alone', `code ${five} here`, [five]],
  ['in a list without spaces', `${five},${five}/${five}`, [five, five, five]],
  ['at the end of a sentence', `code ${five}.`, [five]],
  ['with a modifier', `${five}-RT`, [five]],
  ['four digits and a letter', `${four}F ${four}T ${four}U`, [`${four}F`, `${four}T`, `${four}U`]],
])('found: %s', (_, text, found) => expect(findCptShapes(text).map((hit) => hit.found)).toEqual(found));

test.each([
  ['a date', '2026-01-22'],
  ['a year', 'FY2026'],
  ['thousands', '12,000 /uL, 120,000'],
  ['HCPCS', 'J3301 G0105'],
  ['ICD-10', 'E11.65 S93.491A 0SRR0J9'],
  ['a practice code', 'PX104'],
  ['a decimal', `0.${five} ${five}.5`],
  ['money', `$${five}`],
  ['a military time', '0930'],
])('left alone: %s', (_, text) => expect(findCptShapes(text)).toEqual([]));

test('the line is given', () => expect(findCptShapes(`a\nb ${five}`)).toEqual([{ line: 2, found: five }]));
