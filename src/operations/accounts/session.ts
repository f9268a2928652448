import type { Auth } from '#operations/accounts/auth';

/** Who is signed in in this browser. */
export interface SignedIn {
  personId: string;
  name: string;
  email: string;
  hasSecondFactor: boolean;
  sessionId: string;
  /** The organisation this browser works in. */
  organisationId?: string;
}

/** The names of the library's session cookie, without and with https. */
const SESSION_COOKIES = ['trainer.session_token', '__Secure-trainer.session_token'];

/**
 * Reads the session a request's cookie names, and the cookies that prolong it. Undefined for a browser that is not
 * signed in; asks the database only when there is a cookie.
 */
export async function readSession(
  auth: Auth,
  request: Request,
  origin: string,
): Promise<{ signedIn: SignedIn; cookies: string[] } | undefined> {
  const cookie = request.headers.get('cookie') ?? '';
  if (!SESSION_COOKIES.some((name) => cookie.includes(`${name}=`))) return undefined;
  const headers = new Headers({ cookie, host: new URL(origin).host });
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  if (!response) return undefined;
  const { user, session } = response;
  return {
    signedIn: {
      personId: user.id,
      name: user.name,
      email: user.email,
      hasSecondFactor: user.twoFactorEnabled === true,
      sessionId: session.id,
      ...(session.organisationId && { organisationId: session.organisationId }),
    },
    cookies: answered.getSetCookie(),
  };
}
