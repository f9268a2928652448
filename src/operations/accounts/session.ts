import type { Instant } from '#domain/time';
import type { Auth } from '#operations/accounts/auth';
import { sessionTokenOf } from '#operations/accounts/session-cookie';

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

/** After that somebody signs in again, however busy the browser was: what NIST SP 800-63B asks of its first level. */
const LONGEST_SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Reads the session a request's cookie names, and the cookies that prolong it. Undefined for a browser that is not
 * signed in, or has been for a month, which ends the session; asks the database only when there is a cookie.
 */
export async function readSession(
  auth: Auth,
  request: Request,
  origin: string,
  now: Instant,
): Promise<{ signedIn: SignedIn; cookies: string[] } | undefined> {
  const cookie = request.headers.get('cookie') ?? '';
  if (!sessionTokenOf(cookie)) return undefined;
  const headers = new Headers({ cookie, host: new URL(origin).host });
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  if (!response) return undefined;
  const { user, session } = response;
  if (now - session.createdAt.getTime() > LONGEST_SESSION_MS) {
    await auth.api.signOut({ headers });
    return undefined;
  }
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
