import type { Block, ChartDocument, TextRun } from '#domain/chart/chart';

/** A stretch of a document's text: offsets in UTF-16 units into `documentText`, end exclusive. */
export interface TextSpan {
  start: number;
  end: number;
}

/** One piece of text that a quote may lie in (paragraph, heading, list item, table cell) and where it starts. */
export interface TextUnit {
  runs: TextRun[];
  start: number;
}

function runsOf(block: Block): TextRun[][] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.runs];
    case 'list':
      return block.items;
    case 'table':
      return [...block.header, ...block.rows.flat()];
  }
}

const textOf = (runs: TextRun[]): string => runs.map((run) => run.text).join('');

/** Per block its units with offsets into `documentText`; units are joined by one line break. */
export function textUnits(document: Pick<ChartDocument, 'blocks'>): TextUnit[][] {
  let start = 0;
  return document.blocks.map((block) =>
    runsOf(block).map((runs) => {
      const unit = { runs, start };
      start += textOf(runs).length + 1;
      return unit;
    }),
  );
}

/** The document as plain text, one line per unit. Offsets of highlights and evidence count in this text. */
export function documentText(document: Pick<ChartDocument, 'blocks'>): string {
  return document.blocks.flatMap(runsOf).map(textOf).join('\n');
}

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Every place where `quote` stands inside one unit of the document. White space in either counts as one space; case
 * counts for evidence and not for a reader's search.
 */
export function findQuote(
  document: Pick<ChartDocument, 'blocks'>,
  quote: string,
  { ignoreCase = false }: { ignoreCase?: boolean } = {},
): TextSpan[] {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map(escapeForRegExp).join('\\s+'), ignoreCase ? 'giu' : 'gu');
  return textUnits(document)
    .flat()
    .flatMap(({ runs, start }) =>
      [...textOf(runs).matchAll(pattern)].map((match) => ({
        start: start + match.index,
        end: start + match.index + match[0].length,
      })),
    );
}
