import type { APIContext } from 'astro';
import type { Verdict } from './routes.ts';

const STATUS = { 'sign-in': 401, forbidden: 403, absent: 404 } as const;
const CODE = { 'sign-in': 'UNAUTHORIZED', forbidden: 'FORBIDDEN', absent: 'NOT_FOUND' } as const;
const SENTENCE = {
  'sign-in': 'This needs an account. Sign in and try again; what you entered is kept on this device.',
  forbidden: 'Your account may not do this. Ask the owner of the organisation, or the administrator.',
  absent: 'Nothing here answers to that name. Reload the page and try again.',
};

const wantsPage = ({ request }: Pick<APIContext, 'request'>) =>
  ['GET', 'HEAD'].includes(request.method) && !/^application\/json/.test(request.headers.get('accept') ?? '');

/** The answer to who may not: programs get JSON, people the way in, a sentence, or the page of an address that is none. */
export async function refuseReader(
  verdict: Exclude<Verdict, 'allowed'>,
  context: APIContext,
  next: (path: string) => Promise<Response>,
): Promise<Response> {
  const { pathname, search } = context.url;
  const status = STATUS[verdict];
  if (pathname.startsWith('/_actions/') || pathname.startsWith('/api/'))
    return Response.json(
      { type: 'AstroActionError', status, code: CODE[verdict], message: SENTENCE[verdict] },
      { status },
    );
  if (verdict === 'absent') return new Response(null, { status });
  if (verdict === 'sign-in' && wantsPage(context))
    return new Response(null, {
      status: 303,
      headers: { location: `/sign-in?${new URLSearchParams({ next: pathname + search })}` },
    });
  const page = await next('/refused');
  return new Response(page.body, { status, headers: page.headers });
}
