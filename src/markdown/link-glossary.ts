import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import { firstSentence, type GlossaryEntry, termAddress, termKey } from '#domain/lessons/glossary';
import { linkTerms } from '#domain/lessons/link-terms';

type Step = Extract<NonNullable<SatteriProcessorOptions['hastPlugins']>[number], (context: never) => unknown>;
type Visitor = Exclude<Extract<ReturnType<Step>, { name: string }>, (context: never) => unknown>;
type VisitText = NonNullable<Visitor['text']>;
type TextNode = Parameters<VisitText>[0];
type Context = Parameters<VisitText>[1];

type Term = Pick<GlossaryEntry, 'term' | 'aliases' | 'plainWord' | 'definition'> & { group: string };

/** What running text stands in. */
const RUNNING = ['p', 'li'];
/** Elements and components that may lie around or inside a paragraph; a term in any other stays plain. */
const OPEN = new Set(['p', 'li', 'ul', 'ol', 'blockquote', 'strong', 'em', 'KeyPoint', 'Mistake', 'Rule']);

/**
 * A step of the Markdown pipeline: the first occurrence of each glossary term in the paragraphs and list items of a
 * document becomes a link to where it is explained. Headings, tables, links, code, records and quizzes stay as they are.
 * `read` answers the glossary and is asked once, when the first document comes.
 */
export function linkGlossary(read: () => readonly Term[]): Step {
  let known: { terms: readonly Term[]; byKey: Map<string, Term> } | undefined;
  return () => {
    known ??= indexed(read());
    const { terms, byKey } = known;
    const linked = new Set<string>();
    return {
      name: 'link-glossary',
      text(node, context) {
        if (!isRunningText(node, context)) return;
        const runs = linkTerms(node.value, terms, linked);
        if (runs.every(({ term }) => term === undefined)) return;
        for (const { term } of runs) if (term !== undefined) linked.add(term);
        context.replaceNode(
          node,
          runs.map(({ text, term }) => toNode(text, term === undefined ? undefined : byKey.get(term))),
        );
      },
    };
  };
}

function indexed(terms: readonly Term[]) {
  return { terms, byKey: new Map(terms.map((entry) => [termKey(entry.term), entry])) };
}

/** Whether a text lies in a paragraph or list item, and in nothing that is to stay as it is. */
function isRunningText(node: TextNode, context: Context): boolean {
  let isRunning = false;
  for (let around = context.parent(node); around && around.type !== 'root'; ) {
    const name = 'tagName' in around ? around.tagName : 'name' in around ? around.name : undefined;
    if (!name || !OPEN.has(name)) return false;
    isRunning ||= RUNNING.includes(name);
    around = context.parent(around) as typeof around;
  }
  return isRunning;
}

function toNode(text: string, entry: Term | undefined) {
  const plain = { type: 'text' as const, value: text };
  if (!entry) return plain;
  const properties = {
    className: ['glossary-link'],
    href: termAddress(entry.group, entry.term),
    title: firstSentence(entry.definition),
  };
  return { type: 'element' as const, tagName: 'a', properties, children: [plain] };
}
