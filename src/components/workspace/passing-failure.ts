const PASSING = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'BAD_GATEWAY', 'GATEWAY_TIMEOUT', 'TOO_MANY_REQUESTS'];

/** A server that is down, restarting or has had too much at once is worth trying again; a refusal is not. */
export const isPassing = ({ code }: { code: string }): boolean => PASSING.includes(code);

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/** How long to wait, in milliseconds, before the next attempt after so many that failed in a row (from 1). */
export const retryDelay = (failures: number): number => RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 15_000;

/** An answer that has not come by then is treated as a lost connection. */
const PATIENCE_MS = 15_000;

/** The answer, or a rejection when it takes too long. */
export async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timeout')), PATIENCE_MS);
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
