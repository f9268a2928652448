import type { ReactNode } from 'react';
import type { Block, ChartDocument } from '#domain/chart/chart';
import { type TextUnit, textUnits } from '#domain/chart/document-text';
import { type MarkedRun, type MarkSpan, markRuns } from './marked-runs.ts';

const classOf = (marks: readonly MarkSpan[]): string => [...new Set(marks.map((mark) => mark.look))].join(' ');

function Piece({ piece }: { piece: MarkedRun }): ReactNode {
  const styled =
    piece.style === 'strong' ? (
      <strong>{piece.text}</strong>
    ) : piece.style === 'emphasis' ? (
      <em>{piece.text}</em>
    ) : (
      piece.text
    );
  if (piece.marks.length === 0) return styled;
  const [anchor, ...others] = piece.begins.flatMap((mark) => mark.id ?? []);
  return (
    <>
      {others.map((id) => (
        <span key={id} id={id} />
      ))}
      <mark id={anchor} className={classOf(piece.marks)}>
        {styled}
      </mark>
    </>
  );
}

/** `data-start` lets a selection in the page be told as offsets into `documentText`. */
export function UnitText({ unit, marks }: { unit: TextUnit | undefined; marks: readonly MarkSpan[] }): ReactNode {
  if (!unit) return null;
  return (
    <span data-start={unit.start}>
      {markRuns(unit.runs, unit.start, marks).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place
        <Piece key={index} piece={piece} />
      ))}
    </span>
  );
}

interface BlockProps {
  block: Block;
  units: TextUnit[];
  marks: readonly MarkSpan[];
}

function BlockView({ block, units, marks }: BlockProps): ReactNode {
  const text = (index: number) => <UnitText unit={units[index]} marks={marks} />;
  switch (block.kind) {
    case 'heading': {
      // The page's own heading is level 1, so the document's levels stand one lower.
      const Heading = (['h2', 'h3', 'h4'] as const)[block.level - 1] ?? 'h4';
      return <Heading>{text(0)}</Heading>;
    }
    case 'paragraph':
      return <p>{text(0)}</p>;
    case 'list': {
      const items = units.map((unit, index) => <li key={unit.start}>{text(index)}</li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <TableView block={block} text={text} />;
  }
}

function TableView({ block, text }: { block: Block & { kind: 'table' }; text: (unit: number) => ReactNode }) {
  const columns = block.header.length;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {block.header.map((cell, column) =>
              // A column without a title (remarks beside results) has no header to announce.
              cell.some((run) => run.text.trim()) ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                <th key={column} scope="col">
                  {text(column)}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                <td key={column}>{text(column)}</td>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, rowIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
            <tr key={rowIndex}>
              {row.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                <td key={column}>{text(columns + row.length * rowIndex + column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Blocks of a record with marks laid over them; renders the same on server and client. */
export function BlockList({ blocks, marks }: { blocks: Block[]; marks: readonly MarkSpan[] }) {
  const units = textUnits({ blocks });
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are their places
    <BlockView key={index} block={block} units={units[index] ?? []} marks={marks} />
  ));
}

/** One document of a chart as semantic HTML with marks laid over it. */
export function DocumentView({ document, marks }: { document: ChartDocument; marks: readonly MarkSpan[] }) {
  return (
    <>
      <p className="author">{document.author}</p>
      <BlockList blocks={document.blocks} marks={marks} />
    </>
  );
}
