import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the provider says of somebody. */
export interface Claims {
  email: string;
  email_verified: boolean;
  name?: string;
}

/** A real OpenID provider on this machine, with one client and one page on which somebody says who they are. */
export interface OpenIdProvider {
  discoveryUrl: string;
  /** People it knows, by their id there. */
  people: Map<string, Claims>;
  /** Lets the product in; its address is known only after it was started. */
  admit(address: string): void;
  /** Breaks off requests for these paths, until called anew. */
  breakOff(paths: RegExp | undefined): void;
  /** Keeps the next way back for itself in place of sending the browser there; answers it. */
  catchWayBack(): Promise<string>;
  /** Takes it off the net; `open` brings it back at the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
}

export const CLIENT = {
  OIDC_CLIENT_ID: 'trainer',
  OIDC_CLIENT_SECRET: 'only-for-tests-'.repeat(3),
  OIDC_NAME: 'Test College',
};

export async function startProvider(): Promise<OpenIdProvider> {
  const people = new Map<string, Claims>();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  let broken: RegExp | undefined;
  let caught: ((location: string) => void) | undefined;
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;

  function listen(at: number): Promise<Server> {
    const made = createServer((request, response) => {
      if (broken?.test(request.url ?? '')) return void request.socket.destroy();
      if (caught) keepWayBack(response, (location) => caught?.(location));
      handle(request, response);
    });
    return new Promise((resolve) => made.listen(at, 'localhost', () => resolve(made)));
  }
  return {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    people,
    admit: (address) => {
      const provider = makeProvider(issuer, address, people);
      const others = provider.callback();
      handle = (request, response) =>
        request.url?.startsWith('/interaction/')
          ? void interact(provider, request, response)
          : others(request, response);
    },
    breakOff: (paths) => {
      broken = paths;
    },
    catchWayBack: async () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      caught = resolve;
      return promise.finally(() => {
        caught = undefined;
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    open: async () => {
      server = await listen(port);
    },
  };
}

/** Sends the browser nowhere when it was to go back to the product, and hands the address over. */
function keepWayBack(response: ServerResponse, take: (location: string) => void): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'location' || !String(value).includes('/callback/oidc')) return setHeader(name, value);
    take(String(value));
    return setHeader('location', '/caught');
  };
}

function makeProvider(issuer: string, address: string, people: Map<string, Claims>): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.OIDC_CLIENT_ID,
        client_secret: CLIENT.OIDC_CLIENT_SECRET,
        redirect_uris: [`${address}/api/auth/callback/oidc`],
      },
    ],
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  });
}

/** The page on which somebody says who they are, or turns back. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<title>Test College</title><form method="post"><label>Id <input name="id"></label>
      <button>Let me in</button><button name="no" value="1">Turn back</button></form>`,
    );
    return;
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const { params } = await provider.interactionDetails(request, response);
  const accountId = form.get('id') ?? '';
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope('openid email profile');
  const result = form.has('no')
    ? { error: 'access_denied', error_description: '<b>no</b>' }
    : { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
