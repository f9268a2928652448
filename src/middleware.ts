import { defineMiddleware } from 'astro:middleware';
import type { APIContext, MiddlewareNext } from 'astro';
import { v7 as newId } from 'uuid';
import { RightLostError } from '#db/queries/deed';
import { isAdministrator, listMemberships } from '#db/queries/people';
import type { Actor, Membership } from '#domain/people/permissions';
import { openAuthDoor } from '#operations/accounts/auth-door';
import { readSession, type SignedIn } from '#operations/accounts/session';
import { secondsToWait } from '#operations/flood-limits';
import { clientAddress } from './edge/client-address.ts';
import { guestCookie, keepGuest, readGuest } from './edge/guest-cookie.ts';
import { isHttps as isReachedByHttps } from './edge/is-https.ts';
import { logFailure, logRefusal } from './edge/log-failure.ts';
import { refuseHost } from './edge/refuse-host.ts';
import { refuseReader } from './edge/refuse-reader.ts';
import { arrived, refuseLate, refuseUnreadable, refuseWrite } from './edge/refuse-write.ts';
import { addHeaders, compress, isPersonal } from './edge/response-headers.ts';
import { judge } from './edge/routes.ts';
import { clock, type Shell, shell } from './edge/shell.ts';

/** Bodies above this are refused before they are read; the actions have the same limit. */
const LARGEST_WRITE_IN_BYTES = 512 * 1024;

/** Pages that take files measure what they take themselves, as it comes in, and say so in a sentence of their own. */
const UPLOAD =
  /^\/(?:admin\/codes\/upload|organisations\/[^/]+\/roster|organisations\/[^/]+\/questions\/import|study\/cards\/import)\/?$/;

/** An error page is rendered as a second pass over the same request, and has to show the same id as the log. */
const requestIds = new WeakMap<Request, string>();
function requestIdOf(request: Request): string {
  const id = requestIds.get(request) ?? crypto.randomUUID();
  requestIds.set(request, id);
  return id;
}

/** What a refusal says that counted in the accounts library and does not know when the count ends. */
const A_MINUTE_S = 60;

/** Requests whose error page is being rendered. */
const failed = new WeakSet<Request>();
const lastWords = (requestId: string) =>
  `Something went wrong on our side. What you entered is kept. Try again in a moment. Reference: ${requestId}`;

async function actorOf({ db }: Shell, guestId: string, signedIn: SignedIn | undefined): Promise<Actor> {
  if (!signedIn) return { personId: guestId, isSignedIn: false, isAdministrator: false, memberships: [] };
  const { personId, organisationId } = signedIn;
  const memberships = await listMemberships(db, personId);
  const isIn = memberships.some((one) => one.organisationId === organisationId);
  return {
    personId,
    isSignedIn: true,
    isAdministrator: await isAdministrator(db, personId),
    memberships,
    ...(isIn && { organisationId }),
  };
}

const originOf = ({ request, url }: APIContext, isHttps: boolean): string =>
  `${isHttps ? 'https' : 'http'}://${request.headers.get('host') ?? url.host}`;

/**
 * Says who is asking: an account by its session, else a guest by a cookie. A new guest gets an id and, where work can
 * begin, a cookie; the row is made with the first attempt.
 */
async function welcome(context: APIContext, isHttps: boolean): Promise<void> {
  const { request, url, cookies, locals } = context;
  const origin = originOf(context, isHttps);
  const opened = shell(origin);
  const { db, catalogDb, secret, auth, providerAuth, settings, sendsMail } = opened;
  const known = readGuest(cookies.get(guestCookie(isHttps))?.value, secret);
  const guestId = known ?? newId();
  const session = await readSession(auth, request, settings.publicUrl ?? origin, clock());
  const canBeginWork = /^\/(?:sandbox\/|(?:study|exams)(?:\/|$)|_actions\/)/.test(url.pathname);
  if (!known && canBeginWork && !session) keepGuest(cookies, guestId, secret, isHttps);
  for (const cookie of session?.cookies ?? []) locals.setCookies.push(cookie);
  const address = clientAddress(request, context.clientAddress, process.env);
  const actor = await actorOf(opened, guestId, session?.signedIn);
  const organisation = actor.memberships.find(({ slug }) => slug === context.params.organisation);
  Object.assign(locals, {
    db,
    catalogDb,
    actor,
    now: clock(),
    address,
    origin: settings.publicUrl ?? origin,
    sendsMail,
    ...(settings.oidc && { oidcName: settings.oidc.name }),
    ...(session && { signedIn: session.signedIn }),
    ...(known && { guestId: known }),
    ...(organisation && { organisation: organisation satisfies Membership }),
    auth: openAuthDoor({
      auth,
      providerAuth,
      request,
      origin: settings.publicUrl ?? origin,
      address,
      ...(known && { guestId: known }),
    }),
  });
}

async function respond(context: APIContext, isHttps: boolean, next: MiddlewareNext): Promise<Response> {
  try {
    const largest = UPLOAD.test(context.url.pathname) ? Number.POSITIVE_INFINITY : LARGEST_WRITE_IN_BYTES;
    const { PUBLIC_URL: publicUrl } = process.env;
    const refused = refuseHost(context.request, publicUrl) ?? refuseWrite(context.request, largest, publicUrl);
    if (refused) return refused;
    if (Number.isFinite(largest)) await arrived(context.request);
    await welcome(context, isHttps);
    const { actor, organisation } = context.locals;
    const action = /^\/_actions\/([^/]+)\/?$/.exec(context.url.pathname)?.[1];
    const verdict = judge({
      actor,
      method: context.request.method,
      pattern: context.routePattern,
      ...(action && { action }),
      ...(organisation && { organisation }),
    });
    return verdict === 'allowed' ? await next() : await refuseReader(verdict, context, next);
  } catch (error) {
    const refused = error instanceof RightLostError ? refuseLate() : refuseUnreadable(error, context.request);
    if (refused) return refused;
    if (import.meta.env.DEV) throw error;
    logFailure(context.locals.requestId, `${context.request.method} ${context.url.pathname}`, error);
    // Without a body Astro renders its error page in place of this response; unless that page is what failed.
    const body = failed.has(context.request) ? lastWords(context.locals.requestId) : null;
    failed.add(context.request);
    return new Response(body, { status: 500 });
  }
}

/**
 * Turned away by rule, not by a typing error: a write from elsewhere or too large, no right to it, too often. A guest who
 * is led to the way in, and an address that is none, are everyday.
 */
async function noteRefusal({ request, url, locals, clientAddress: socket }: APIContext, status: number): Promise<void> {
  const isEveryday = ![403, 411, 413, 429].includes(status) || (status === 429 && request.method === 'GET');
  if (isEveryday || (await secondsToWait('log', 'all')) !== undefined) return;
  logRefusal(locals.requestId, {
    status,
    what: `${request.method} ${url.pathname}`,
    ...(locals.actor && { personId: locals.actor.personId }),
    address: locals.address ?? clientAddress(request, socket, process.env),
  });
}

export const onRequest = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next();
  const isHttps = isReachedByHttps(context.request, context.url, process.env);
  context.locals.requestId = requestIdOf(context.request);
  context.locals.setCookies = [];
  const response = await respond(context, isHttps, next);
  await noteRefusal(context, response.status);
  const { requestId, actor, retryAfter = A_MINUTE_S } = context.locals;
  // In place of these Astro renders its page of the error in a second pass, which brings headers of its own: with ours
  // beside them, the stricter of two policies would hold and the page would have no styles.
  if (response.body === null && [404, 500].includes(response.status)) return response;
  if (response.status === 429) response.headers.set('retry-after', String(retryAfter));
  addHeaders(response.headers, {
    requestId,
    isHttps,
    isPersonal: isPersonal(context.url.pathname, actor?.isSignedIn ?? true),
  });
  for (const cookie of context.locals.setCookies) response.headers.append('set-cookie', cookie);
  return compress(context.request, response);
});
