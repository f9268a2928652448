/** A write that is turned away before any code of the product sees it. The body has the shape of an action's error. */
function refusal(status: number, code: string, message: string): Response {
  return Response.json({ type: 'AstroActionError', status, code, message }, { status });
}

/**
 * Why a request may not write, or undefined when it may. A browser names its origin with every write; one from another
 * site, or from nowhere, is refused whatever its content type; `publicUrl`, if any, is this site under the name people use,
 * also when a proxy does not hand that on. So is a body that does
 * not say how long it is, unless `largestInBytes` is infinite and whoever reads it counts: browsers always say.
 */
export function refuseWrite(request: Request, largestInBytes: number, publicUrl?: string): Response | undefined {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return undefined;
  if (!comesFromHere(request, publicUrl))
    return refusal(
      403,
      'FORBIDDEN',
      'This was sent from another site and was not saved. Open the page here and try again.',
    );
  if (Number(request.headers.get('content-length')) > largestInBytes)
    return refusal(
      413,
      'CONTENT_TOO_LARGE',
      'This is more than a coding sheet can hold and was not saved. Shorten it and try again.',
    );
  if (request.headers.has('transfer-encoding') && Number.isFinite(largestInBytes))
    return refusal(
      411,
      'BAD_REQUEST',
      'This came without its length and was not saved. Reload the page and try again.',
    );
  const { pathname, searchParams } = new URL(request.url);
  if (AREA_ALONE.test(pathname) || searchParams.has(ACTION_OF_A_PAGE))
    return refusal(404, 'NOT_FOUND', 'Nothing here answers to that name. Reload the page and try again.');
  return undefined;
}

/** An action is `area.verb`; to the name of an area alone Astro would answer 500. */
const AREA_ALONE = /^\/_actions\/[^./]*\/?$/;

/** Astro also takes actions as forms sent to a page, which no page here does, and then keeps bodies of any size in memory. */
const ACTION_OF_A_PAGE = '_action';

function comesFromHere(request: Request, publicUrl: string | undefined): boolean {
  const origin = request.headers.get('origin');
  if (!origin) return request.headers.get('sec-fetch-site') === 'same-origin';
  if (!URL.canParse(origin)) return false;
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  return new URL(origin).host === request.headers.get('host');
}

/**
 * Waits until a body is there, whole; it can be read as ever then. Who is asking is found out after that: else somebody
 * could hold a request back half-sent, and do with it what they may no longer do. An error page is rendered as a second
 * pass over a request whose body was read in the first.
 */
export async function arrived(request: Request): Promise<void> {
  if (request.body && !request.bodyUsed) await request.clone().arrayBuffer();
}

/** The answer to who lost the right to do something while they did it. Nothing was done. */
export const refuseLate = (): Response =>
  new Response('Your roles in this organisation changed meanwhile, and nothing was done. Go back and look again.', {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

/** The answer to a body that is not what its content type promises; undefined for every other error. */
export function refuseUnreadable(error: unknown, request: Request): Response | undefined {
  const isBody = error instanceof SyntaxError && request.method === 'POST';
  return isBody
    ? refusal(400, 'BAD_REQUEST', 'This could not be read and was not saved. Reload the page and try again.')
    : undefined;
}
