/** What a code field says about what was typed or pasted into it. */

export const FULL = 'The list is full. Remove a row before you add another.';

const shorten = (text: string): string => (text.length > 40 ? `${[...text].slice(0, 40).join('')}…` : text);

export const nothingFound = (typed: string): string =>
  `Nothing found for “${shorten(typed)}”. Try other words, or type a code; letters and digits only.`;

export const onlyGuesses = (typed: string): string =>
  `Nothing has all the words of “${shorten(typed)}”. Choose with the arrow keys what comes near, or try other words.`;

export const tooMany = (count: number, room: number): string =>
  `${count.toLocaleString('en-US')} codes were pasted and none was added: there is room for ${room} more rows. Paste fewer at once.`;

export function pastedSentence(added: number, leftOut: string[]): string {
  const sentence = `${added} codes added.`;
  return leftOut.length
    ? `${sentence} Left out, because they do not look like codes: ${leftOut.slice(0, 3).map(shorten).join(', ')}${leftOut.length > 3 ? ` and ${leftOut.length - 3} more` : ''}.`
    : sentence;
}
