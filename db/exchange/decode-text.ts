import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { fail, ok, type Result } from '#domain/result';

const SIGNATURES: [encoding: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const NO_TEXT = 'The file is empty.';
const TOO_LARGE = `The file has more than ${ITEM_LIMITS.fileBytes / 2 ** 20} MB. Split it and bring in the parts one after the other.`;
const UNKNOWN =
  'The file is not text in UTF-8, nor in UTF-16 with a byte order mark. Save it as UTF-8; in a spreadsheet program the choice is “CSV UTF-8”.';

/** The bytes of a file of questions as text without its byte order mark, or a sentence that says why it is none. */
export function decodeText(bytes: Uint8Array): Result<string, string> {
  if (bytes.length > ITEM_LIMITS.fileBytes) return fail(TOO_LARGE);
  const signature = SIGNATURES.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  try {
    const text = new TextDecoder(signature?.[0] ?? 'utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) return fail(UNKNOWN);
    return text.trim() === '' ? fail(NO_TEXT) : ok(text);
  } catch {
    return fail(UNKNOWN);
  }
}
