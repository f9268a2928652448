export const questions = (amount: number): string =>
  `${amount.toLocaleString('en')} question${amount === 1 ? '' : 's'}`;

/** What becomes of questions an organisation has: `1 question is already here and left as it is.` Nothing of none. */
export function knownWords(known: number): string {
  if (known === 0) return '';
  return `${questions(known)} ${known === 1 ? 'is already here and left as it is' : 'are already here and left as they are'}.`;
}

/** What became of a file of questions. */
export function importedWords({ added, known }: { added: number; known: number }): string {
  const news = added === 0 && known > 0 ? 'Nothing was added:' : `${questions(added)} added.`;
  return [news, knownWords(known)].filter(Boolean).join(' ');
}
