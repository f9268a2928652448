import { entriesOf, inKey, type KeyRule } from '#domain/authoring/key-rule';
import type { Evidence } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import { findQuote } from '#domain/chart/document-text';

function problemOf({ documents }: Chart, { document, quote }: Evidence): [message: string, fix: string] | undefined {
  const named = documents.find(({ id }) => id === document);
  const ids = documents.map(({ id }) => id).join(', ');
  if (!named) return [`there is no document ${document}`, `Name one of: ${ids}`];
  const found = findQuote(named, quote).length;
  if (found === 1) return undefined;
  if (found > 1)
    return [`“${quote}” stands ${found} times in ${document}`, 'Make the quote longer, so that it is found once'];
  const elsewhere = documents.find((other) => findQuote(other, quote).length > 0);
  if (elsewhere) return [`“${quote}” is not in ${document}`, `It stands in ${elsewhere.id}: name that document`];
  const inOtherCase = findQuote(named, quote, { ignoreCase: true }).length > 0;
  if (inOtherCase) return [`“${quote}” is written with other capitals in ${document}`, 'Copy the words exactly'];
  return [
    `“${quote}” is not in ${document}`,
    'Copy the words exactly, without * marks, from one paragraph, list item or table cell',
  ];
}

/** Every evidence quote is found exactly once in its document, and every required entry has evidence. */
export const evidence: KeyRule = {
  name: 'evidence',
  *check({ chart, key }) {
    for (const { entry, path } of entriesOf(key)) {
      if (entry.status === 'required' && entry.evidence.length === 0)
        yield inKey(path, `${entry.code} is required and has no evidence`, 'Quote the words of the chart it rests on');
      for (const [index, quoted] of entry.evidence.entries()) {
        const problem = problemOf(chart, quoted);
        if (problem) yield inKey([...path, 'evidence', index, 'quote'], ...problem);
      }
    }
  },
};
