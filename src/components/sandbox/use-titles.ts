import { useCallback, useEffect, useRef, useState } from 'react';
import { canonicalText } from '#domain/codeset/code';
import { isCode, type SearchScope, scopeOf, searchCodes } from './code-search.ts';

/** Title by canonical code; null when the pinned release does not have it. */
export type Titles = Record<string, string | null>;

const AT_ONCE = 4;

/**
 * Titles of the codes on the sheet. Codes that came from the type-ahead bring theirs; the others are looked up, a few at
 * a time. What cannot be looked up for want of a connection is asked again with the next change.
 */
export function useTitles(start: Titles, wanted: { scopes: SearchScope[]; code: string }[]) {
  const [titles, setTitles] = useState(start);
  const underWay = useRef(new Set<string>());
  const learn = useCallback(
    (code: string, title: string | null) => setTitles((known) => ({ ...known, [canonicalText(code)]: title })),
    [],
  );

  useEffect(() => {
    const missing = wanted.filter(({ code }) => code && titles[code] === undefined && !underWay.current.has(code));
    for (const { scopes, code } of missing.slice(0, AT_ONCE - underWay.current.size)) {
      underWay.current.add(code);
      findTitle(scopes, code)
        // Free the place first: learning the title starts the next look-ups.
        .finally(() => underWay.current.delete(code))
        .then(
          (title) => learn(code, title),
          () => {},
        );
    }
  }, [titles, wanted, learn]);

  return { titles, learn };
}

async function findTitle(scopes: SearchScope[], code: string): Promise<string | null> {
  const scope = scopeOf(scopes, code);
  if (!scope || !/^[A-Z0-9]{3,10}$/.test(code)) return null;
  const found = await searchCodes([scope], code, AbortSignal.timeout(10_000));
  return found.find((candidate) => isCode(candidate, code))?.title ?? null;
}
