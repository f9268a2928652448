import { decodeText } from '#db/exchange/decode-text';
import type { ExchangeFormat } from '#db/exchange/formats';
import { fail, ok, type Result } from '#domain/result';

const NONE =
  'The file is none of these: QTI 2 or 3 (an XML file or a package), Moodle XML, GIFT, or CSV with a column “stem” in its first line.';

/**
 * Which format a file of questions is in, by what is in it, whatever it is called; else a sentence that says what was
 * expected. QTI 2 is read as QTI 3 is.
 */
export function recognise(bytes: Uint8Array): Result<ExchangeFormat, string> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return ok('qti3');
  const text = decodeText(bytes);
  if (!text.ok) return fail(text.problem);
  const start = text.value.trimStart();
  if (start.startsWith('<')) return recogniseXml(start);
  if (hasStemColumn(start)) return ok('csv');
  // Every GIFT question has its answers in braces; a description has none, and such a file holds no question.
  return /[{]/.test(start) ? ok('gift') : fail(NONE);
}

/** Each sign before the root can be read in one way alone, so that no file makes trying take for ever. */
const XML_START = /^(?:\s|<\?(?:(?!\?>)[\s\S])*\?>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE[^>[]*>)*<([\w:.-]+)/;
/** What is looked at to tell a format by: it is done in the server's own thread. */
const START = 20_000;
const ROOTS: Record<string, ExchangeFormat> = {
  quiz: 'moodle',
  assessmentItem: 'qti3',
  'qti-assessment-item': 'qti3',
};

function recogniseXml(text: string): Result<ExchangeFormat, string> {
  const root = XML_START.exec(text.slice(0, START))?.[1] ?? '';
  const format = ROOTS[root.replace(/^.*:/, '')];
  if (format) return ok(format);
  if (root === '') return fail(NONE);
  return fail(
    `The XML begins with <${root.slice(0, 60)}>. Expected was <quiz> of Moodle, or <qti-assessment-item> or <assessmentItem> of QTI.`,
  );
}

function hasStemColumn(text: string): boolean {
  const [header = ''] = text.slice(0, START).split(/\r?\n/, 1);
  const cells = header.split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim().toLowerCase());
  return cells.includes('stem');
}
