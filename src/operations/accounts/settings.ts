import { createHmac } from 'node:crypto';

export const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** An OpenID provider, when the operator names one. */
export interface OidcSettings {
  discoveryUrl: string;
  clientId: string;
  clientSecret?: string;
  name: string;
}

export interface AccountSettings {
  /** Signs cookies and tokens of accounts. */
  secret: string;
  /** Where people reach this installation, without a path; undefined on a local machine. */
  publicUrl?: string;
  oidc?: OidcSettings;
}

/**
 * What accounts need from the environment. `PUBLIC_URL` is demanded where others can reach the server, because links in
 * mails are built from it; `OIDC_DISCOVERY_URL`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `OIDC_NAME` name a provider.
 * Throws one sentence for what is missing or unusable.
 */
export function accountSettings(env: NodeJS.ProcessEnv, sessionSecret: string): AccountSettings {
  const publicUrl = publicUrlOf(env);
  const oidc = oidcOf(env);
  return {
    // Not the session secret itself: what the library signs can never pass for a guest's cookie, nor the other way round.
    secret: createHmac('sha256', sessionSecret).update('accounts').digest('hex'),
    ...(publicUrl && { publicUrl }),
    ...(oidc && { oidc }),
  };
}

function publicUrlOf({ PUBLIC_URL: given, HOST: host }: NodeJS.ProcessEnv): string | undefined {
  if (given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
      throw new Error(`PUBLIC_URL has to be an address without a path, e.g. https://coding.example.org, not ${given}`);
    return url.origin;
  }
  if (host && !['localhost', '127.0.0.1', '::1'].includes(host))
    throw new Error(
      'Set PUBLIC_URL to the address people use, e.g. https://coding.example.org: links in mails need it',
    );
  return undefined;
}

function oidcOf(env: NodeJS.ProcessEnv): OidcSettings | undefined {
  const { OIDC_DISCOVERY_URL: discoveryUrl, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!discoveryUrl) return undefined;
  if (!clientId || !URL.canParse(discoveryUrl))
    throw new Error(
      'OIDC_DISCOVERY_URL needs to be an address and OIDC_CLIENT_ID the name this installation has there',
    );
  const { protocol, hostname } = new URL(discoveryUrl);
  if (protocol !== 'https:' && !LOCAL_HOSTS.includes(hostname))
    throw new Error('OIDC_DISCOVERY_URL has to begin with https://: what the provider says decides who somebody is');
  return { discoveryUrl, clientId, ...(clientSecret && { clientSecret }), name: env.OIDC_NAME || 'your organisation' };
}
