import type { APIRoute } from 'astro';
import { OIDC_PROVIDER } from '#operations/accounts/auth';
import { openLink } from '#operations/accounts/open-link';

export const prerender = false;

/** What a person opens by a link or is sent to: a message's link, the way back from an OpenID provider. */
const LINKS = ['verify-email', `callback/${OIDC_PROVIDER}`];
/** What the script for passkeys asks. Everything else of the accounts library goes through our own forms. */
const FOR_SCRIPTS = {
  GET: ['passkey/generate-register-options', 'passkey/generate-authenticate-options'],
  POST: ['passkey/verify-registration', 'passkey/verify-authentication'],
};

export const GET: APIRoute = ({ locals, params, url }) => {
  const path = params.path ?? '';
  if (LINKS.includes(path)) return openLink(locals, url);
  return FOR_SCRIPTS.GET.includes(path) ? locals.auth.pass() : new Response(null, { status: 404 });
};

/** The library's answer holds the session and the account; the script needs to know only whether it went well. */
export const POST: APIRoute = async ({ locals, params }) => {
  if (!FOR_SCRIPTS.POST.includes(params.path ?? '')) return new Response(null, { status: 404 });
  const answer = await locals.auth.pass();
  locals.setCookies.push(...answer.headers.getSetCookie());
  return Response.json({}, { status: answer.status });
};
