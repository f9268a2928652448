import { expect, onTestFinished, test, vi } from 'vitest';
import { logFailure, logRefusal } from '../../src/edge/log-failure.ts';

function said(log: () => void): string {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
  log();
  return String(spy.mock.lastCall?.[0]);
}
const logged = (error: unknown) => said(() => logFailure('the-id', 'POST /here', error));

test('a bug is logged with its id, its stack and its causes', () => {
  const text = logged(new Error('outer', { cause: new TypeError('inner') }));
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \[the-id\] POST \/here: Error: outer\n {4}at /);
  expect(text).toMatch(/caused by TypeError: inner\n {4}at /);
});

test('a connection closed half-way is one line', () => {
  const text = logged(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  expect(text).toMatch(/^\S+Z \[the-id\] POST \/here: the connection was closed half-way$/);
});

test('the values of a failed statement stay out of the log, whatever they look like', () => {
  const values = 'a note\n    at somewhere:1:1\nwith $& and more';
  const text = logged(new Error(`Failed query: update attempts\nparams: ${values}`, { cause: new Error('disk full') }));
  expect(text).toContain('Failed query: update attempts\n    at ');
  expect(text).toContain('disk full');
  expect(text).not.toMatch(/a note|somewhere:1:1|and more/);
});

test('no record can be made up by what somebody sent', () => {
  const text = logged(new Error('one\n2026-01-01T00:00:00Z [other] signed in\r\u001b[31mred'));
  expect(
    text
      .split('\n')
      .slice(1)
      .every((line) => /^\s/.test(line)),
  ).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
  expect(text).not.toMatch(/[\r\u001b]/);
});

test('a refusal is one line with who and where', () => {
  const text = said(() =>
    logRefusal('the-id', { status: 403, what: 'POST /admin', personId: 'ann', address: '203.0.113.7' }),
  );
  expect(text).toMatch(/^\S+Z \[the-id\] refused 403 POST \/admin person=ann address=203\.0\.113\.7$/);
});
