import { DownloadError, UnreachableError } from '#db/releases/online/download-errors';
import { OFFICIAL_HOSTS } from '#db/releases/online/manifest';

export interface RequestOptions {
  /** Where a request, also a redirected one, may go. */
  isAllowed?: (url: URL) => boolean;
  /** The longest silence of a server. */
  silenceMs?: number;
  /** Ends the download; what came is kept. */
  signal?: AbortSignal;
}

/** What a server answered, its body still to come. */
export interface Answer {
  status: number;
  length: number | undefined;
  /** First byte of a 206 answer. */
  rangeStart: number | undefined;
  /** Names this very state of the file: a strong ETag, or else the day it was changed. */
  validator: string | undefined;
  body: AsyncIterable<Uint8Array>;
  cancel(): void;
}

const MOST_REDIRECTS = 5;
const SILENCE_MS = 30_000;

/** https, and one of the agencies' own servers. */
export const isOfficial = (url: URL): boolean => url.protocol === 'https:' && OFFICIAL_HOSTS.includes(url.host);

/**
 * Asks for a file and follows redirects as far as they stay where requests may go. Throws `DownloadError` when one does
 * not, `UnreachableError` when the server cannot be reached or falls silent.
 */
export async function ask(
  url: string,
  headers: Record<string, string>,
  { isAllowed = isOfficial, silenceMs = SILENCE_MS, signal }: RequestOptions,
): Promise<Answer> {
  const silence = watchSilence(silenceMs);
  const either = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
  try {
    const { response, at } = await follow(url, headers, isAllowed, either);
    return answerOf(at.href, response, silence);
  } catch (error) {
    silence.end();
    throw error;
  }
}

async function follow(
  url: string,
  headers: Record<string, string>,
  isAllowed: (url: URL) => boolean,
  signal: AbortSignal,
): Promise<{ response: Response; at: URL }> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects++) {
    if (!isAllowed(at)) throw new DownloadError(url, `leads to ${at.origin}, where nothing is downloaded from`);
    if (redirects > MOST_REDIRECTS) throw new DownloadError(url, 'leads from address to address without an end');
    const response = await reach(at, headers, signal);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !location) return { response, at };
    await response.body?.cancel();
    if (!URL.canParse(location, at)) throw new DownloadError(url, 'leads to an address that is none');
    at = new URL(location, at);
  }
}

/** Aborts when nothing was heard for a while. */
function watchSilence(ms: number) {
  const control = new AbortController();
  let timer = setTimeout(() => control.abort(), ms);
  return {
    signal: control.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(() => control.abort(), ms);
    },
    end: () => clearTimeout(timer),
  };
}

async function reach(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  try {
    // Packed on the way it would have no length and could not be continued.
    return await fetch(url, { redirect: 'manual', signal, headers: { ...headers, 'accept-encoding': 'identity' } });
  } catch (error) {
    throw new UnreachableError(url.href, wordsFor(error));
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return 'it does not answer';
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  const known: Record<string, string> = {
    ENOTFOUND: 'no connection, or the name is not known',
    EAI_AGAIN: 'no connection, or the name is not known',
    ECONNREFUSED: 'it refuses connections',
    ECONNRESET: 'the connection was cut',
    UND_ERR_SOCKET: 'the connection was cut',
  };
  return known[cause?.code ?? ''] ?? cause?.code ?? 'the connection failed';
}

function answerOf(url: string, response: Response, silence: ReturnType<typeof watchSilence>): Answer {
  const { status, headers } = response;
  const [length, range] = [headers.get('content-length'), /^bytes (\d+)-/.exec(headers.get('content-range') ?? '')];
  const etag = headers.get('etag');
  return {
    status,
    length: length !== null && /^\d+$/.test(length) ? Number(length) : undefined,
    rangeStart: range ? Number(range[1]) : undefined,
    validator: (etag && !etag.startsWith('W/') ? etag : headers.get('last-modified')) ?? undefined,
    body: bodyOf(url, response, silence),
    cancel: () => {
      silence.end();
      response.body?.cancel().catch(() => {});
    },
  };
}

async function* bodyOf(
  url: string,
  response: Response,
  silence: ReturnType<typeof watchSilence>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      silence.heard();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DownloadError ? error : new UnreachableError(url, wordsFor(error));
  } finally {
    silence.end();
  }
}
