/** What stands under one heading of a lesson, as it is read. */
export interface LessonSection {
  /** Undefined for what stands before the first heading. */
  heading?: string;
  /** Plain text without marks of Markdown and components. */
  text: string;
  /** Names of the diagrams in it. */
  diagrams: string[];
}

const HEADING = /^#{2,3} +(.+?) *$/m;
const COMMENT = /\{\/\*[\s\S]*?\*\/\}/g;
/** The tag of a component, with strings and up to three levels of braces in its attributes. */
const TAG = /<\/?([A-Z]\w*)((?:"[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^>"{])*?)\/?>/g;
/** An attribute: its name, and its value in quotes or braces. */
const ATTRIBUTE = /(?:^|\s)(\w+)=("[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})/g;
/** Not read on the page at once: how a word is said, which code set, and what an excerpt shows after thinking. */
const UNREAD = new Set(['name', 'system', 'say', 'bare', 'why', 'code', 'year']);
/** A component whose code is read, not thought about. */
const SHOWS_CODE = new Set(['PcsTable']);

/**
 * Cuts the text of a lesson (MDX below its frontmatter) at its headings of the second and third level. What an excerpt
 * reveals only on request is left out.
 */
export function sectionsOf(body: string): LessonSection[] {
  const pieces = body.replace(COMMENT, '').split(new RegExp(HEADING, 'gm'));
  const sections = [sectionOf(undefined, pieces[0] ?? '')];
  for (let at = 1; at < pieces.length; at += 2) sections.push(sectionOf(pieces[at], pieces[at + 1] ?? ''));
  return sections;
}

function sectionOf(heading: string | undefined, source: string): LessonSection {
  const diagrams = [...source.matchAll(/<Diagram\s+name="([^"]+)"/g)].map(([, name = '']) => name);
  return {
    ...(heading !== undefined && { heading: withoutMarks(heading) }),
    text: plainText(source),
    diagrams,
  };
}

const plainText = (source: string): string =>
  withoutMarks(source.replace(TAG, (_, name: string, attributes: string) => ` ${stringsOf(name, attributes)} `));

/** The strings of the attributes that are read, each as a sentence. */
function stringsOf(component: string, attributes: string): string {
  return [...attributes.matchAll(ATTRIBUTE)]
    .filter(([, name = '']) => !UNREAD.has(name) || (name === 'code' && SHOWS_CODE.has(component)))
    .flatMap(([, , value = '']) =>
      value.startsWith('"')
        ? [value.slice(1, -1)]
        : [...value.matchAll(/(['"`])(.*?)\1/g)].map(([, , text = '']) => text),
    )
    .filter(Boolean)
    .map((text) => (/[.?:]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

const withoutMarks = (markdown: string): string =>
  markdown
    .replace(/^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/gm, '')
    .replace(/^\s*(?:[-*+]|\d+[.)]|>)\s+/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#+\s+/gm, '')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/\\([<{*_])/g, '$1')
    .replace(/\s*\|[\s|]*/g, ' · ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:?)])/g, '')
    .replace(/^(?: ?· ?)+|(?: ?· ?)+$/g, '')
    .trim();
