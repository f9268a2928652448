import type { Auth } from '#operations/accounts/auth';
import { ADDRESS_HEADER, GUEST_HEADER } from '#operations/accounts/auth-headers';

/** What the accounts library answered. */
export interface AuthAnswer {
  status: number;
  /** Its JSON, or an empty object. */
  body: Record<string, unknown>;
  /** Where it leads, when it redirects. */
  location?: string;
  /** `Set-Cookie` headers to pass on. */
  cookies: string[];
}

/** The way to the accounts library for one request: with that browser's cookies, address and guest. */
export interface AuthDoor {
  /** Asks an endpoint of the library, e.g. `/sign-in/email`. Without a body it is a GET. */
  ask(path: `/${string}`, body?: Record<string, unknown>): Promise<AuthAnswer>;
  /** Passes the browser's own request on as it is; only for the paths that src/pages/api/auth names. */
  pass(): Promise<Response>;
  /** True when this is the password of who is signed in. */
  isPassword(password: string): Promise<boolean>;
  /** The recovery codes of an account, in plain text, to be shown once. */
  recoveryCodes(personId: string): Promise<string[]>;
}

export interface DoorFacts {
  auth: Auth;
  /** The library with the OpenID provider; asked for only when somebody goes through that door. */
  providerAuth: () => Auth;
  request: Request;
  /** Scheme and host that people see. */
  origin: string;
  address: string;
  guestId?: string;
}

/** What only the library with the OpenID provider answers. */
const OF_PROVIDER = /^\/(?:sign-in\/social|callback\/)/;
/** A provider that does not answer must not hold a browser for longer. */
const LONGEST_WAIT_MS = 15_000;

/** Opens the door for one request. The headers that we set ourselves are taken from nobody else. */
export function openAuthDoor(facts: DoorFacts): AuthDoor {
  const { auth, providerAuth, request, origin } = facts;
  const handle = (path: string, asked: Request): Promise<Response> =>
    OF_PROVIDER.test(path) ? inTime(() => providerAuth().handler(asked)) : auth.handler(asked);
  return {
    ask: async (path, body) => {
      const headers = headersOf(facts);
      if (body) headers.set('content-type', 'application/json');
      const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
      return read(await handle(path, new Request(`${origin}/api/auth${path}`, { ...init, headers })));
    },
    pass: () => {
      const headers = headersOf(facts);
      const type = request.headers.get('content-type');
      if (type) headers.set('content-type', type);
      const { pathname, search } = new URL(request.url);
      const body = request.body && { body: request.body, duplex: 'half' };
      const init = { method: request.method, headers, ...body } as RequestInit;
      return handle(pathname.slice('/api/auth'.length), new Request(`${origin}${pathname}${search}`, init));
    },
    isPassword: (password) =>
      auth.api.verifyPassword({ body: { password }, headers: headersOf(facts) }).then(
        ({ status }) => status,
        () => false,
      ),
    recoveryCodes: async (userId) =>
      (await auth.api.viewBackupCodes({ body: { userId }, headers: headersOf(facts) })).backupCodes,
  };
}

function headersOf({ request, origin, address, guestId }: DoorFacts): Headers {
  const headers = new Headers({ host: new URL(origin).host, origin });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  headers.set(ADDRESS_HEADER, address);
  if (guestId) headers.set(GUEST_HEADER, guestId);
  return headers;
}

async function inTime(handle: () => Promise<Response>): Promise<Response> {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const late = setTimeout(() => resolve(new Response(null, { status: 504 })), LONGEST_WAIT_MS);
  return Promise.race([handle(), promise]).finally(() => clearTimeout(late));
}

async function read(response: Response): Promise<AuthAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const location = response.headers.get('location');
  return {
    status: response.status,
    body: isJson && text ? JSON.parse(text) : {},
    cookies: response.headers.getSetCookie(),
    ...(location !== null && { location }),
  };
}
