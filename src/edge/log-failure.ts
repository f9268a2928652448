/** What is logged of a request that failed: nothing a person entered, and no stack where nothing is wrong here. */
export function logFailure(requestId: string, what: string, error: unknown): void {
  say(requestId, `${what}: ${isHungUp(error) ? 'the connection was closed half-way' : describe(error)}`);
}

/** Somebody was turned away: who, by what status, from where; one line, without what was sent. */
export function logRefusal(
  requestId: string,
  { status, what, personId = 'unknown', address }: { status: number; what: string; personId?: string; address: string },
): void {
  say(requestId, `refused ${status} ${what} person=${personId} address=${address}`);
}

/** What could end a line or colour a terminal; line ends of our own stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** One record: its first line begins with the time in UTC, all others with a space, so that none can be made up. */
function say(requestId: string, text: string): void {
  const plain = text.replace(CONTROL, '?').replace(/\n(?=\S)/g, '\n  ');
  console.error(`${new Date().toISOString()} [${requestId}] ${plain}`);
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
