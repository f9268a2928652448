import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** Shows the buttons for passkeys and has them work. Without a browser that knows passkeys they stay hidden. */
export function offerPasskeys(): void {
  if (!browserSupportsWebAuthn()) return;
  for (const place of document.querySelectorAll<HTMLElement>('.passkey')) {
    place.hidden = false;
    place.querySelector('button')?.addEventListener('click', () => void run(place));
  }
}

async function run(place: HTMLElement): Promise<void> {
  const button = place.querySelector('button');
  if (button?.getAttribute('aria-disabled') === 'true') return;
  button?.setAttribute('aria-disabled', 'true');
  const problem = await (place.dataset.ceremony === 'add' ? add() : use());
  button?.removeAttribute('aria-disabled');
  if (problem === undefined) window.location.assign(place.dataset.next ?? '/');
  else tell(place, problem);
}

function tell(place: HTMLElement, sentence: string): void {
  const line = place.querySelector<HTMLElement>('[role=alert]');
  if (!line) return;
  line.textContent = sentence;
  line.hidden = false;
}

/** Undefined when it went well, else the sentence that says why not. */
async function add(): Promise<string | undefined> {
  const options = await fetch('/api/auth/passkey/generate-register-options');
  if (options.status === 403)
    return 'It is more than an hour ago that you signed in here. Sign out and in again, then add the passkey.';
  if (!options.ok) return sentenceFor(options.status);
  const optionsJSON = await options.json();
  return verify('/api/auth/passkey/verify-registration', () => startRegistration({ optionsJSON }));
}

async function use(): Promise<string | undefined> {
  const options = await fetch('/api/auth/passkey/generate-authenticate-options');
  if (!options.ok) return sentenceFor(options.status);
  // The server refuses a passkey that did not ask who uses it; so it is asked for.
  const optionsJSON = { ...(await options.json()), userVerification: 'required' };
  return verify('/api/auth/passkey/verify-authentication', () => startAuthentication({ optionsJSON }));
}

async function verify(path: string, ceremony: () => Promise<unknown>): Promise<string | undefined> {
  try {
    const response = await ceremony();
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response }),
    });
    return answer.ok ? undefined : sentenceFor(answer.status);
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidStateError')
      return 'This device has a passkey for this account already.';
    if (error instanceof Error && error.name === 'SecurityError')
      return 'Passkeys do not work at this address. Open this site by the address its administrator gave you.';
    return 'Nothing was done: the device did not confirm. Try again.';
  }
}

const sentenceFor = (status: number): string =>
  status === 429
    ? 'Too many tries. Try again in a minute.'
    : 'This passkey was not taken. Try again, or sign in in another way.';
