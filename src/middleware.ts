import { defineMiddleware } from 'astro:middleware';
import type { APIContext } from 'astro';
import { v7 as newId } from 'uuid';
import { openAppDb, openCatalogDb } from '#db/client';
import type { Role } from '#domain/people/permissions';
import type { Instant } from '#domain/time';
import { ADMINISTRATOR_COOKIE, isAdministrator } from './edge/administrator-cookie.ts';
import { isAtDoor, passDoor } from './edge/administrator-door.ts';
import { GUEST_COOKIE, keepGuest, readGuest } from './edge/guest-cookie.ts';
import { logFailure } from './edge/log-failure.ts';
import { refuseUnreadable, refuseWrite } from './edge/refuse-write.ts';
import { addHeaders, compress } from './edge/response-headers.ts';
import { sessionSecret } from './edge/session-secret.ts';

// Opened with the first request and kept: database, secret, person and clock enter the product here and nowhere else.
let opened:
  | { db: ReturnType<typeof openAppDb>; catalogDb: ReturnType<typeof openCatalogDb>; secret: string }
  | undefined;
function shell() {
  opened ??= { db: openAppDb(process.env), catalogDb: openCatalogDb(process.env), secret: sessionSecret(process.env) };
  return opened;
}

/** Bodies above this are refused before they are read; the actions have the same limit. */
const LARGEST_WRITE_IN_BYTES = 512 * 1024;

/** Official files are larger than any sheet: this one page measures what it takes itself, as it comes in. */
const UPLOAD = /^\/admin\/codes\/upload\/?$/;

/** An error page is rendered as a second pass over the same request, and has to show the same id as the log. */
const requestIds = new WeakMap<Request, string>();
function requestIdOf(request: Request): string {
  const id = requestIds.get(request) ?? crypto.randomUUID();
  requestIds.set(request, id);
  return id;
}

/** Requests whose error page is being rendered. */
const failed = new WeakSet<Request>();
const lastWords = (requestId: string) =>
  `Something went wrong on our side. What you entered is kept. Try again in a moment. Reference: ${requestId}`;

/** Says who is asking. A new guest gets an id and, where work can begin, a cookie; the row is made with the first attempt. */
function welcome(context: APIContext, isHttps: boolean) {
  const { db, catalogDb, secret } = shell();
  const known = readGuest(context.cookies.get(GUEST_COOKIE)?.value, secret);
  const learnerId = known ?? newId();
  const canBeginWork = /^\/(?:sandbox\/|_actions\/)/.test(context.url.pathname);
  if (!known && canBeginWork) keepGuest(context.cookies, learnerId, secret, isHttps);
  const now = Date.now() as Instant;
  const isTrusted = isAdministrator(context.cookies.get(ADMINISTRATOR_COOKIE)?.value, learnerId, now, secret);
  const roles: Role[] = isTrusted ? ['guest', 'administrator'] : ['guest'];
  Object.assign(context.locals, { db, catalogDb, actor: { learnerId, roles }, now });
}

async function respond(context: APIContext, isHttps: boolean, next: () => Promise<Response>): Promise<Response> {
  try {
    welcome(context, isHttps);
    const largest = UPLOAD.test(context.url.pathname) ? Number.POSITIVE_INFINITY : LARGEST_WRITE_IN_BYTES;
    const refused = refuseWrite(context.request, largest);
    if (refused) return refused;
    return isAtDoor(context) ? await passDoor(context, shell().secret, isHttps) : await next();
  } catch (error) {
    const refused = refuseUnreadable(error, context.request);
    if (refused) return refused;
    if (import.meta.env.DEV) throw error;
    logFailure(context.locals.requestId, `${context.request.method} ${context.url.pathname}`, error);
    // Without a body Astro renders its error page in place of this response; unless that page is what failed.
    const body = failed.has(context.request) ? lastWords(context.locals.requestId) : null;
    failed.add(context.request);
    return new Response(body, { status: 500 });
  }
}

export const onRequest = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next();
  const isHttps = context.url.protocol === 'https:' || context.request.headers.get('x-forwarded-proto') === 'https';
  context.locals.requestId = requestIdOf(context.request);
  const response = await respond(context, isHttps, next);
  addHeaders(response.headers, context.locals.requestId, isHttps);
  return compress(context.request, response);
});
