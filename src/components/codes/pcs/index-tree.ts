/** A term of the index with those below it. */
export interface IndexNode {
  title: string;
  code: string | null;
  see: string | null;
  use: string | null;
  /** What addenda do with it. */
  change: string | null;
  below: IndexNode[];
}

interface FlatTerm extends Omit<IndexNode, 'below'> {
  place: number;
  parent: number | null;
}

/** Terms in printed order as a tree. Terms whose parent is not among them stand at the top. */
export function treeOfTerms(terms: readonly FlatTerm[]): IndexNode[] {
  const nodes = new Map<number, IndexNode>();
  const top: IndexNode[] = [];
  for (const { place, parent, title, code, see, use, change } of terms) {
    const node: IndexNode = { title, code, see, use, change, below: [] };
    nodes.set(place, node);
    (nodes.get(parent ?? -1)?.below ?? top).push(node);
  }
  return top;
}

/** The main term that "Resection, Uterus" or "Stem Cells in Vein" leads to: the words before the first comma or bracket. */
export const mainTermOf = (reference: string): string =>
  reference.split(/,| with | by | in | for |;/)[0]?.trim() ?? reference;
