/** A component as it is used in the text of a lesson. */
export interface UsedComponent {
  name: string;
  /** Line from 1. */
  line: number;
  /** Everything between the name and the end of its first tag. */
  attributes: string;
  /** What stands behind the tag, up to the next one. */
  content: string;
}

/** Strings, and braces with two levels of braces inside: an end of a tag in them is none. */
const TAG = /<([A-Z]\w*)((?:"[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^>"{])*?)\/?>([^<]*)/g;

/** Every component used in a text, in its order. */
export function usedComponents(body: string): UsedComponent[] {
  return [...body.matchAll(TAG)].map(({ 0: all, 1: name = '', 2: attributes = '', 3: content = '', index }) => ({
    name,
    line: lineAt(body, index + all.search(/\S/)),
    attributes,
    content: content.trim(),
  }));
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The value of a string attribute, written `name="…"` or `name={'…'}`. */
export const attribute = ({ attributes }: UsedComponent, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|\\{\\s*['"\`]([^'"\`]*)['"\`]\\s*\\})`)
    .exec(attributes)
    ?.slice(1)
    .find(Boolean);

/** The strings of an attribute that is a list, `codes={['E11.21', 'E11.22']}`. */
export function listAttribute({ attributes }: UsedComponent, name: string): string[] {
  const list = new RegExp(`(?:^|\\s)${name}=\\{\\s*\\[([^\\]]*)\\]\\s*\\}`).exec(attributes)?.[1] ?? '';
  return [...list.matchAll(/(['"])(.*?)\1/g)].map(([, , text = '']) => text);
}

/** What is not read: comments, names of components and attributes, and the signs of Markdown and JavaScript. */
const UNREAD = /\{\/\*[\s\S]*?\*\/\}|<\/?[A-Za-z]\w*|\b[a-zA-Z]+=(?=["{])|\b(?:when|what):(?=\s*['"])|https?:\/\/\S+/g;

/** How many words of a lesson a learner reads, those in excerpts, tables and timelines included. */
export const countWords = (body: string): number =>
  (body.replace(UNREAD, ' ').match(/[\p{L}\p{N}]+(?:['’.,/-][\p{L}\p{N}]+)*/gu) ?? []).length;

/** The codes a component shows, as written, each of the system that its `system` names (ICD-10-CM without one). */
export function codesShown(used: UsedComponent): string[] {
  switch (used.name) {
    case 'Code':
      return [used.content];
    case 'CodeTable':
      return listAttribute(used, 'codes');
    case 'Compare':
      return [attribute(used, 'left') ?? '', attribute(used, 'right') ?? ''];
    case 'Supports':
      return [attribute(used, 'code') ?? ''];
    default:
      return [];
  }
}
