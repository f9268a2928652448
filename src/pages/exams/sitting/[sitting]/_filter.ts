import type { ResultItem } from '#operations/exam/read-result';

/** What of a result can be looked at by itself. */
export const FILTERS: Record<string, { name: string; fits: (item: ResultItem) => boolean }> = {
  all: { name: 'All', fits: () => true },
  wrong: { name: 'Not right', fits: ({ judgement }) => judgement.verdict !== 'right' },
  unanswered: { name: 'Not answered', fits: ({ judgement }) => judgement.verdict === 'unanswered' },
  flagged: { name: 'Flagged', fits: ({ isFlagged }) => isFlagged },
  long: { name: 'Took long', fits: ({ pace }) => pace === 'long' },
  quick: { name: 'Quick and wrong', fits: ({ pace }) => pace === 'quick' },
  late: { name: 'Arrived late', fits: ({ isLate }) => isLate },
  trial: { name: 'On trial', fits: ({ isPretest }) => isPretest },
};

export interface ResultFilter {
  show: string;
  /** `cpc/anatomy`; empty for all. */
  domain: string;
  /** Number of the question to open, from 1; 0 for none. */
  item: number;
  isAllOpen: boolean;
}

/** Reads the filter of an address; what it does not know is as if it were not there. */
export function readFilter(query: URLSearchParams): ResultFilter {
  const show = query.get('show') ?? '';
  return {
    show: Object.hasOwn(FILTERS, show) ? show : 'all',
    domain: query.get('domain') ?? '',
    item: Number(/^\d{1,3}$/.exec(query.get('item') ?? '')?.[0] ?? 0),
    isAllOpen: query.has('open'),
  };
}

export const fits = ({ show, domain }: ResultFilter, item: ResultItem): boolean =>
  (FILTERS[show]?.fits(item) ?? true) && (domain === '' || item.domain === domain);
