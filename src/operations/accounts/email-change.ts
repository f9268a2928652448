/** A step of changing an e-mail address, as its link carries it. */
export interface EmailChange {
  /** `agree` is asked of the old address, `prove` of the new one. */
  step: 'agree' | 'prove';
  from: string;
}

const STEPS: Record<string, EmailChange['step']> = {
  'change-email-confirmation': 'agree',
  'change-email-verification': 'prove',
};

/**
 * What a link of a message changes, if it is one for changing an address. The token is only read here: whether it is
 * good, the library alone says.
 */
export function emailChangeIn(url: string | undefined): EmailChange | undefined {
  const token = url && URL.canParse(url) ? new URL(url).searchParams.get('token') : null;
  const payload = token?.split('.')[1];
  if (!payload) return undefined;
  try {
    const { requestType, email } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const step = STEPS[requestType];
    return step && { step, from: String(email) };
  } catch {
    return undefined;
  }
}
