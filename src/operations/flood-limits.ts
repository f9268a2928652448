import { type IRateLimiterOptions, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * What costs more than reading a page, and how much of it one place or person may ask for. People never come near: the
 * numbers hold for thirty who type at once behind one address. Counted in memory, because each of these is over before a
 * database could have counted it; after a restart the count begins anew.
 */
const LIMITS = {
  /** Searches from one address, type-ahead included. */
  search: { points: 1000, duration: 10 },
  /** Charts begun from one address: whoever keeps no cookie is a new guest each time, and each is a row. */
  begin: { points: 1000, duration: 600 },
  /** Sheets saved by one person; a sheet is saved at most two and a half times a second as it is typed. */
  save: { points: 600, duration: 60 },
  /** Saves, breaks and readings of the clock of one candidate, who may have the exam open in two tabs. Never by address:
   * a whole school sits behind one. */
  sitting: { points: 400, duration: 60 },
  /** Exams begun by one person: a form is put together each time. Never by address, for the same reason. */
  start: { points: 40, duration: 600 },
  /** Error notebooks taken along as a file by one person: each tells every entry. */
  notebook: { points: 20, duration: 600 },
  /** Card files read or written for one address: each is a thread for a second or two. */
  convert: { points: 120, duration: 60 },
  /** Lines of the log about who was turned away: the log must not fill the disk. */
  log: { points: 300, duration: 60 },
} satisfies Record<string, Pick<IRateLimiterOptions, 'points' | 'duration'>>;
type Flood = keyof typeof LIMITS;

const counters: Record<Flood, RateLimiterMemory> = {
  search: new RateLimiterMemory({ ...LIMITS.search, keyPrefix: 'search' }),
  begin: new RateLimiterMemory({ ...LIMITS.begin, keyPrefix: 'begin' }),
  save: new RateLimiterMemory({ ...LIMITS.save, keyPrefix: 'save' }),
  sitting: new RateLimiterMemory({ ...LIMITS.sitting, keyPrefix: 'sitting' }),
  start: new RateLimiterMemory({ ...LIMITS.start, keyPrefix: 'start' }),
  notebook: new RateLimiterMemory({ ...LIMITS.notebook, keyPrefix: 'notebook' }),
  convert: new RateLimiterMemory({ ...LIMITS.convert, keyPrefix: 'convert' }),
  log: new RateLimiterMemory({ ...LIMITS.log, keyPrefix: 'log' }),
};

/** Counts one use by `who`. Undefined when it may go on, else the seconds after which it may. */
export async function secondsToWait(flood: Flood, who: string): Promise<number | undefined> {
  try {
    await counters[flood].consume(who);
    return undefined;
  } catch (stop) {
    if (!(stop instanceof RateLimiterRes)) throw stop;
    return Math.max(1, Math.ceil(stop.msBeforeNext / 1000));
  }
}

/**
 * Like `secondsToWait` for a person who writes; a guest who is new counts for the address first, where each is a row more.
 * The answer to the request says when to come back.
 */
export async function secondsForWriter(flood: 'save' | 'start', locals: App.Locals): Promise<number | undefined> {
  const { actor, guestId, address } = locals;
  const isNew = !actor.isSignedIn && guestId === undefined;
  const seconds =
    (isNew ? await secondsToWait('begin', address) : undefined) ?? (await secondsToWait(flood, actor.personId));
  if (seconds !== undefined) locals.retryAfter = seconds;
  return seconds;
}

/** Like `secondsToWait` for a search, with the sentence that people read; the answer says when to come back. */
export async function refuseSearch(locals: Pick<App.Locals, 'address' | 'retryAfter'>): Promise<string | undefined> {
  const seconds = await secondsToWait('search', locals.address);
  if (seconds === undefined) return undefined;
  locals.retryAfter = seconds;
  return `Too many searches from this place at once. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}
