import type { MarkedText } from '#domain/lessons/search/passage';

/** A text cut at its marks. */
export interface MarkedPiece {
  text: string;
  isMarked: boolean;
}

/** The pieces of a marked text in their order; joined they are the text. */
export function markedPieces({ text, marks }: MarkedText): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    pieces.push({ text: text.slice(at, start), isMarked: false }, { text: text.slice(start, end), isMarked: true });
    at = end;
  }
  pieces.push({ text: text.slice(at), isMarked: false });
  return pieces.filter((piece) => piece.text !== '');
}
