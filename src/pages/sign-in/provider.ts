import type { APIRoute } from 'astro';
import { OIDC_PROVIDER } from '#operations/accounts/auth';
import { nextPath } from '#operations/accounts/fields';

export const prerender = false;

/** POST: leads to the OpenID provider; 404 when none is set up. */
export const POST: APIRoute = async ({ locals, url, redirect }) => {
  if (!locals.oidcName) return new Response(null, { status: 404 });
  const callbackURL = nextPath(url.searchParams.get('next'));
  const answer = await locals.auth.ask('/sign-in/social', {
    provider: OIDC_PROVIDER,
    callbackURL,
    errorCallbackURL: '/sign-in',
  });
  locals.setCookies.push(...answer.cookies);
  return redirect(typeof answer.body.url === 'string' ? answer.body.url : '/sign-in?error=provider', 303);
};
