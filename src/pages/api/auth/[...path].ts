import type { APIRoute } from 'astro';
import { OIDC_PROVIDER } from '#operations/accounts/auth';

export const prerender = false;

/**
 * The few paths of the accounts library that a browser asks by itself: links in mails, the way back from an OpenID
 * provider, passkeys. Everything else goes through our own forms.
 */
const OPEN: Record<'GET' | 'POST', readonly string[]> = {
  GET: [
    'verify-email',
    `callback/${OIDC_PROVIDER}`,
    'passkey/generate-register-options',
    'passkey/generate-authenticate-options',
  ],
  POST: ['passkey/verify-registration', 'passkey/verify-authentication'],
};

const pass =
  (method: 'GET' | 'POST'): APIRoute =>
  ({ locals, params }) =>
    OPEN[method].includes(params.path ?? '') ? locals.auth.pass() : new Response(null, { status: 404 });

export const GET = pass('GET');
export const POST = pass('POST');
