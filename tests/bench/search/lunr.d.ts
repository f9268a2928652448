/** As much of lunr 2.3 as the benchmark uses; the package brings no types. */
declare module 'lunr' {
  interface Builder {
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  }
  interface Query {
    term(term: string, options: { editDistance?: number }): void;
  }
  interface Index {
    query(make: (query: Query) => void): { ref: string }[];
  }
  interface Lunr {
    (configure: (this: Builder) => void): Index;
    tokenizer(text: string): { toString(): string }[];
  }
  const lunr: Lunr;
  export default lunr;
}
