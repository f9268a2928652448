import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';

type Step = Extract<NonNullable<SatteriProcessorOptions['hastPlugins']>[number], (context: never) => unknown>;
type Visitor = Exclude<Extract<ReturnType<Step>, { name: string }>, (context: never) => unknown>;
type VisitElement = Extract<NonNullable<Visitor['element']>, { visit: unknown }>['visit'];
type Element = Parameters<VisitElement>[0];
type Context = Parameters<VisitElement>[1];

/** Narrower tables fit a phone without breaking words. */
const FEWEST_COLUMNS = 4;

/**
 * A step of the Markdown pipeline: a table of four columns or more gets a frame that scrolls sideways, which keyboards can
 * reach and screen readers name by the table's columns. Names are told apart by a number where two tables have the same.
 */
export function frameTables(): Step {
  return () => {
    const given = new Map<string, number>();
    return {
      name: 'frame-tables',
      element: {
        filter: ['table'],
        visit(table, context) {
          const columns = columnNames(table, context);
          if (columns.length < FEWEST_COLUMNS) return;
          const name = `Table: ${columns.join(', ')}`;
          const count = (given.get(name) ?? 0) + 1;
          given.set(name, count);
          context.wrapNode(table, frame(count > 1 ? `${name} (${count})` : name));
        },
      },
    };
  };
}

/** What the cells of a table's first row say. */
function columnNames(table: Element, context: Context): string[] {
  const head = elementsOf(table).find(({ tagName }) => tagName === 'thead');
  const row = head && elementsOf(head)[0];
  return row ? elementsOf(row).map((cell) => context.textContent(cell).trim()) : [];
}

const elementsOf = ({ children }: Element): Element[] => children.filter((child) => child.type === 'element');

const frame = (name: string) => ({
  type: 'element' as const,
  tagName: 'div',
  properties: { className: ['table-frame', 'wide'], role: 'region', ariaLabel: name, tabIndex: 0 },
  children: [],
});
