/** Names that XML and QTI take as they are. Those that begin as encoded ones do are encoded, too. */
const PLAIN = /^(?!_x-)[A-Za-z_][A-Za-z0-9_.-]*$/;

/** A name as an identifier of QTI: `3-days` becomes `_x-3-days`, other characters their number in hex. */
export const identifierWritten = (name: string): string =>
  PLAIN.test(name)
    ? name
    : `_x-${[...name].map((one) => (/[A-Za-z0-9-]/.test(one) ? one : `_${one.codePointAt(0)?.toString(16)}_`)).join('')}`;

/** The name that was written so; an identifier of another program stays what it is. */
export const identifierRead = (identifier: string): string => {
  if (!identifier.startsWith('_x-')) return identifier;
  return identifier.slice(3).replace(/_([0-9a-f]{1,6})_/g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
};
