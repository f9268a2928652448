import { expect, onTestFinished, test, vi } from 'vitest';
import { logFailure } from '../../src/edge/log-failure.ts';

function logged(error: unknown): string {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
  logFailure('the-id', 'POST /here', error);
  return String(spy.mock.lastCall?.[0]);
}

test('a bug is logged with its id, its stack and its causes', () => {
  const text = logged(new Error('outer', { cause: new TypeError('inner') }));
  expect(text).toMatch(/^\[the-id\] POST \/here: Error: outer\n {4}at /);
  expect(text).toMatch(/caused by TypeError: inner\n {4}at /);
});

test('a connection closed half-way is one line', () => {
  const text = logged(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  expect(text).toBe('[the-id] POST /here: the connection was closed half-way');
});

test('the values of a failed statement stay out of the log, whatever they look like', () => {
  const values = 'a note\n    at somewhere:1:1\nwith $& and more';
  const text = logged(new Error(`Failed query: update attempts\nparams: ${values}`, { cause: new Error('disk full') }));
  expect(text).toContain('Failed query: update attempts\n    at ');
  expect(text).toContain('disk full');
  expect(text).not.toMatch(/a note|somewhere:1:1|and more/);
});
