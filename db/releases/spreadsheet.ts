import { type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { readXml, type XmlHandlers } from '#db/releases/xml-events';
import { workbookParts } from '#db/releases/zip-members';

/** True for the beginning of a spreadsheet (Office Open XML, ECMA-376): a zip archive with the parts of a workbook. */
export const isSpreadsheet = (head: string): boolean => head.startsWith('PK\u0003\u0004') && head.includes('xl/');

/** First line of a spreadsheet read as text, so that no reader takes it for the text file it may repeat. */
export const SPREADSHEET = 'Spreadsheet';

/**
 * The first sheet of a spreadsheet as a text file: the word "Spreadsheet", then a line for each row with tabs between
 * its cells; line breaks within a cell become blanks. Only what the agencies' tables need is read: texts and numbers, no
 * formulas, formats or dates. `most` ends it after so many rows. Throws `ForeignFileError` on damage.
 */
export const asText = (file: ForeignFile, most = Number.POSITIVE_INFINITY): ForeignFile => ({
  name: file.name,
  async *chunks() {
    const parts = await workbookParts(file);
    const rows = await rowsOf(partOf(parts, file, 'sheet1.xml'), most);
    const wanted = rows.flat().reduce((last, cell) => Math.max(last, cell?.text ?? -1), -1);
    const texts = wanted < 0 ? [] : await textsOf(partOf(parts, file, 'sharedStrings.xml'), wanted);
    const written = (cell: Cell | undefined) => (cell?.text === undefined ? cell?.value : texts[cell.text]) ?? '';
    const lines = rows.map((row) => Array.from(row, written).join('\t'));
    yield new TextEncoder().encode([SPREADSHEET, ...lines, ''].join('\n'));
  },
});

function partOf(parts: readonly ForeignFile[], file: ForeignFile, name: string): ForeignFile {
  const part = parts.find((candidate) => candidate.name.endsWith(` › ${name}`));
  if (!part) throw new ForeignFileError(file.name, 'is a spreadsheet without a first sheet or its texts');
  return part;
}

/** A cell says what it holds, or which of the shared texts. */
interface Cell {
  value?: string;
  text?: number;
}

async function rowsOf(sheet: ForeignFile, most: number): Promise<(Cell | undefined)[][]> {
  const rows: (Cell | undefined)[][] = [];
  let column = 0;
  let isText = false;
  await readUntil(sheet, () => rows.length > most, {
    open(name, { r: reference = '', t: type }, _path, line) {
      if (name === 'row') rows.push([]);
      if (name !== 'c') return;
      column = columnOf(reference) ?? refuse(sheet, `“${reference}” is no cell`, line);
      isText = type === 's';
    },
    close(name, text, path) {
      const row = rows.at(-1);
      // A formula stands before its value; a text of the cell's own stands in "is".
      if (row && (name === 'v' || (name === 't' && path.at(-1) === 'is')))
        row[column] = isText ? { text: Number(text) } : { value: text };
    },
  });
  return rows.slice(0, most);
}

function refuse(file: ForeignFile, why: string, line: number): never {
  throw new ForeignFileError(file.name, why, line);
}

/** `B12` is in column 1. No agency's table comes near three letters. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,2})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The shared texts up to number `last`. A text in several runs is one; blanks between its runs are not kept. */
async function textsOf(part: ForeignFile, last: number): Promise<string[]> {
  const texts: string[] = [];
  await readUntil(part, () => texts.length > last + 1, {
    open(name) {
      if (name === 'si') texts.push('');
    },
    close(name, text, path) {
      // Reading aids (rPh) repeat a text in another script.
      if (name === 't' && !path.includes('rPh')) texts.push((texts.pop() ?? '') + text);
    },
  });
  return texts;
}

const ENOUGH = Symbol('enough');

/** Reads an XML file until there is enough of it. */
async function readUntil(file: ForeignFile, isEnough: () => boolean, handlers: XmlHandlers): Promise<void> {
  const { open } = handlers;
  try {
    await readXml(file, {
      ...handlers,
      open(...element) {
        open?.(...element);
        if (isEnough()) throw ENOUGH;
      },
    });
  } catch (reason) {
    if (reason !== ENOUGH) throw reason;
  }
}
