import { countText } from '#components/progress/words.ts';

/** What becomes of questions an organisation has: `1 question is already here and left as it is.` Nothing of none. */
export function knownWords(known: number): string {
  if (known === 0) return '';
  return `${countText(known, 'question')} ${known === 1 ? 'is already here and left as it is' : 'are already here and left as they are'}.`;
}

/** What became of a file of questions. */
export function importedWords({ added, known }: { added: number; known: number }): string {
  const news = added === 0 && known > 0 ? 'Nothing was added:' : `${countText(added, 'question')} added.`;
  return [news, knownWords(known)].filter(Boolean).join(' ');
}
