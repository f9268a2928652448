import { readFileSync } from 'node:fs';
import type { List, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { type ContentIssue, nameOfFile } from '#db/content-issue';
import type { Block, TextRun } from '#domain/chart/chart';

const ALLOWED = 'Documents hold headings (# to ###), paragraphs, lists, tables, **bold** and *italic*';
const WHAT_TO_DO: Partial<Record<Nodes['type'], string>> = {
  html: 'Write < as \\<, and leave out tags and comments',
  link: 'Write the text without the link',
  definition: 'Put something before the bracket: [name]: at the start of a line is a link target',
  image: 'Describe what it shows in words',
  inlineCode: 'Leave out the backticks',
  code: 'Indent by less than four spaces and leave out the fence',
  blockquote: 'Leave out the > at the start of the line',
  thematicBreak: 'Use a heading or an empty line in place of the rule',
};

/** Collects issues while a document is read, so that its author sees all of them at once. */
class Reader {
  readonly issues: ContentIssue[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  refuse(node: Nodes, message: string, fix?: string): void {
    const line = node.position?.start.line ?? 1;
    this.issues.push({ file: this.#file, line, message, fix: fix ?? WHAT_TO_DO[node.type] ?? ALLOWED });
  }

  /** Text with at most one style; single line breaks stay as `\n`. */
  runs(nodes: readonly PhrasingContent[], style?: TextRun['style']): TextRun[] {
    return nodes.flatMap((node): TextRun[] => {
      if (node.type === 'text') return [style ? { text: node.value, style } : { text: node.value }];
      if (node.type === 'break') return [style ? { text: '\n', style } : { text: '\n' }];
      if (node.type !== 'strong' && node.type !== 'emphasis')
        this.refuse(node, `a document cannot hold ${sayKind(node)}`);
      else if (style) this.refuse(node, 'bold and italic are inside each other', 'Use one of them');
      else return this.runs(node.children, node.type);
      return [];
    });
  }

  block(node: RootContent): Block[] {
    switch (node.type) {
      case 'heading':
        if (node.depth > 3) this.refuse(node, `a heading of level ${node.depth}`, 'Use #, ## or ###');
        return [{ kind: 'heading', level: Math.min(node.depth, 3) as 1 | 2 | 3, runs: this.runs(node.children) }];
      case 'paragraph':
        return [{ kind: 'paragraph', runs: this.runs(node.children) }];
      case 'list':
        return [this.list(node)];
      case 'table':
        return [this.table(node)];
      default:
        this.refuse(node, `a document cannot hold ${sayKind(node)}`);
        return [];
    }
  }

  list(node: List): Block {
    const items = node.children.map((item) => {
      const [first, ...more] = item.children;
      for (const extra of more)
        this.refuse(extra, 'a list item holds more than one paragraph', 'Make it an item or a paragraph of its own');
      if (first?.type === 'paragraph') return this.runs(first.children);
      if (first) this.refuse(first, `a list item cannot hold ${sayKind(first)}`, 'Start the item with plain text');
      return [];
    });
    return { kind: 'list', ordered: node.ordered ?? false, start: node.start ?? 1, items };
  }

  table(node: Table): Block {
    const [header = [], ...rows] = node.children.map((row) => row.children.map((cell) => this.runs(cell.children)));
    // Rows may be written shorter or longer than the header; a grid has no holes.
    const even = rows.map((row) => header.map((_, column) => row[column] ?? []));
    if (rows.some((row) => row.length > header.length))
      this.refuse(node, 'a table row has more cells than its header', 'Add a header cell or escape a | inside a cell');
    return { kind: 'table', header, rows: even };
  }
}

const sayKind = (node: Nodes | Paragraph): string =>
  ({ html: 'HTML', inlineCode: 'code', thematicBreak: 'a rule', blockquote: 'a quotation' })[node.type as string] ??
  `a ${node.type}`;

/** Markdown to blocks. Constructs outside the subset are issues with their line; the rest is read all the same. */
export function parseDocument(markdown: string, file: string): { blocks: Block[]; issues: ContentIssue[] } {
  const reader = new Reader(file);
  const tree = fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const blocks = tree.children.flatMap((node) => reader.block(node));
  if (blocks.length === 0)
    reader.issues.push({
      file,
      line: 1,
      message: 'this document is empty',
      fix: 'Write it or take it out of case.yaml',
    });
  return { blocks, issues: reader.issues };
}

/** Reads `documents/<id>.md`; a missing file is an issue like any other. */
export function readDocument(path: string): { blocks: Block[]; issues: ContentIssue[] } {
  const file = nameOfFile(path);
  try {
    return parseDocument(readFileSync(path, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const fix = 'Write it or take it out of documents in case.yaml';
    return { blocks: [], issues: [{ file, line: 1, message: 'this document is missing', fix }] };
  }
}
