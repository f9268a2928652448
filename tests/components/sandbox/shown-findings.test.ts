import { expect, test } from 'vitest';
import { isAboutCode, shownFindings } from '#components/sandbox/shown-findings.ts';
import type { EditCode, EditFinding } from '#domain/codeset/edit-finding';

const aFinding = (code: EditCode): EditFinding => ({
  code,
  severity: 'error',
  list: 'services',
  entry: 0,
  related: [],
  cites: [],
  message: 'Something is wrong.',
});
const line = { id: 's', code: 'PX715', modifiers: '', units: '1', pointers: '' };
const shown = (row: typeof line, ...codes: EditCode[]) =>
  shownFindings(row, codes.map(aFinding)).map(({ code, severity }) => `${code} ${severity}`);

test('nobody is told off for a cell they have not come to', () => {
  expect(shown(line, 'pointer', 'modifier', 'unbundled')).toEqual(['modifier warning', 'unbundled error']);
  expect(shownFindings({ id: 'd', code: 'I10' }, [aFinding('poa')])).toEqual([]);
});
test('what was entered wrongly is an error', () => {
  expect(shown({ ...line, pointers: 'ABCDE', modifiers: 'ZZ' }, 'pointer', 'modifier')).toEqual([
    'pointer error',
    'modifier error',
  ]);
  expect(shownFindings({ id: 'd', code: 'Z794', poa: 'Y' }, [aFinding('poa')])).toHaveLength(1);
});
test('a finding beside the code leaves the code as it is', () => {
  expect(isAboutCode(aFinding('invalid-code'))).toBe(true);
  expect(isAboutCode(aFinding('pointer'))).toBe(false);
});
