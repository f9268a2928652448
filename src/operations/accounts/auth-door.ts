import { ADDRESS_HEADER, type Auth, GUEST_HEADER } from '#operations/accounts/auth';

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
}

export interface DoorFacts {
  auth: Auth;
  request: Request;
  /** Scheme and host that people see. */
  origin: string;
  address: string;
  guestId?: string;
}

/** Opens the door for one request. The headers that we set ourselves are taken from nobody else. */
export function openAuthDoor({ auth, request, origin, address, guestId }: DoorFacts): AuthDoor {
  const headersFor = () => {
    const headers = new Headers({ host: new URL(origin).host, origin });
    for (const name of ['cookie', 'user-agent']) {
      const value = request.headers.get(name);
      if (value) headers.set(name, value);
    }
    headers.set(ADDRESS_HEADER, address);
    if (guestId) headers.set(GUEST_HEADER, guestId);
    return headers;
  };
  return {
    ask: async (path, body) => {
      const headers = headersFor();
      if (body) headers.set('content-type', 'application/json');
      const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
      return read(await auth.handler(new Request(`${origin}/api/auth${path}`, { ...init, headers })));
    },
    pass: () => {
      const headers = headersFor();
      const type = request.headers.get('content-type');
      if (type) headers.set('content-type', type);
      const { pathname, search } = new URL(request.url);
      const body = request.body && { body: request.body, duplex: 'half' };
      return auth.handler(
        new Request(`${origin}${pathname}${search}`, { method: request.method, headers, ...body } as RequestInit),
      );
    },
  };
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
