/** What is logged of a request that failed: nothing a person entered, and no stack where nothing is wrong here. */
export function logFailure(requestId: string, what: string, error: unknown): void {
  console.error(`[${requestId}] ${what}: ${isHungUp(error) ? 'the connection was closed half-way' : describe(error)}`);
}

/** The other side went away before its request was read. */
function isHungUp(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}

/**
 * An error with what caused it. The database layer puts the values of a failed statement, which may be a whole sheet or
 * key, at the end of its message, behind `params:`; they are left out.
 */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack = message, cause } = error;
  const told = stack.replace(message, () => message.replace(/\nparams: [\s\S]*$/, ''));
  return cause === undefined ? told : `${told}\ncaused by ${describe(cause)}`;
}
