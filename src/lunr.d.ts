/** As much of lunr 2.3 as is used; the package brings no types, and those written for it name some things wrongly. */
declare module 'lunr' {
  interface Token {
    toString(): string;
  }
  interface TokenSet {
    intersect(other: TokenSet): TokenSet;
    toArray(): string[];
  }
  interface Builder {
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  }
  interface Query {
    term(term: string, options: { boost?: number; editDistance?: number; usePipeline?: boolean }): void;
  }
  interface Result {
    ref: string;
    score: number;
    /** What of the question is there: terms of the index. */
    matchData: { metadata: Record<string, unknown> };
  }
  interface Index {
    tokenSet: TokenSet;
    query(make: (query: Query) => void): Result[];
  }
  interface Serialised {
    version: string;
    fields: string[];
    fieldVectors: [ref: string, elements: number[]][];
    invertedIndex: [term: string, posting: Record<string, unknown>][];
    pipeline: string[];
  }
  interface Lunr {
    (configure: (this: Builder) => void): Index;
    version: string;
    tokenizer(text: string): Token[];
    stemmer(token: Token): Token;
    Token: new (text: string, metadata: object) => Token;
    TokenSet: { fromFuzzyString(term: string, slips: number): TokenSet };
    Index: { load(serialised: Serialised): Index };
  }
  const lunr: Lunr;

  export type { Index, Serialised };
  export default lunr;
}
