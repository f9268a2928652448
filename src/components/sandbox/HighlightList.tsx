import type { ChartDocument } from '#domain/chart/chart';
import { documentText } from '#domain/chart/document-text';
import type { Highlight } from '#domain/chart/draft-sheet-schema';

interface HighlightListProps {
  documents: ChartDocument[];
  highlights: Highlight[];
  onShow(highlight: Highlight): void;
  onRemove(highlight: Highlight): void;
}

/** What the learner marked in the chart, to go back to and to remove. */
export function HighlightList({ documents, highlights, onShow, onRemove }: HighlightListProps) {
  if (highlights.length === 0) return null;
  return (
    <details className="highlights">
      <summary>
        {highlights.length} {highlights.length === 1 ? 'highlight' : 'highlights'}
      </summary>
      <ul>
        {highlights.map((highlight) => {
          const document = documents.find((candidate) => candidate.id === highlight.document);
          const words = document ? wordsOf(document, highlight) : '';
          return (
            <li key={highlight.id}>
              <button type="button" className="quote" onClick={() => onShow(highlight)}>
                <q>{words}</q> <span className="soft small">{document?.title}</span>
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove highlight: ${words}`}
                onClick={() => onRemove(highlight)}
              >
                ✕
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function wordsOf(document: ChartDocument, { start, end }: Highlight): string {
  const words = documentText(document).slice(start, end).replace(/\s+/g, ' ');
  return words.length > 90 ? `${words.slice(0, 89)}…` : words;
}
