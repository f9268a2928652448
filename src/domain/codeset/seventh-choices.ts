/** A code or header with its words. */
interface Titled {
  code: string;
  title: string;
}

/** One legal 7th character below a header, and the code it makes. */
export interface SeventhChoice {
  character: string;
  meaning: string;
  code: string;
}

/**
 * The 7th characters that may end a header's codes, read from the codes themselves: nothing is offered that is not in
 * the release. Empty when the header's children do not end in a 7th character. The meaning is what a child's title says
 * beyond the header's.
 */
export function seventhChoices(header: Titled, children: readonly Titled[]): SeventhChoice[] {
  return children
    .filter(({ code }) => code.length === 7)
    .map(({ code, title }) => ({ character: code.charAt(6), meaning: beyond(header.title, title), code }));
}

function beyond(header: string, title: string): string {
  const rest = title.toLowerCase().startsWith(header.toLowerCase()) ? title.slice(header.length) : title;
  return rest.replace(/^[\s,]+/, '');
}

/** How many placeholders X stand between a header and its 7th character: 3 for W03, whose codes are `W03.XXX` and one more. */
export const placeholdersOf = (header: string): number => Math.max(0, 6 - header.length);
