/** The outcome of something that is expected to fail at times: a value or a described problem, never an exception. */
export type Result<Value, Problem> = { ok: true; value: Value } | { ok: false; problem: Problem };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const fail = <Problem>(problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });

/** Makes a missing branch over a closed union a compile error. Throws when reached at run time all the same. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
