import type { CodeSystem } from '#domain/codeset/code';
import type { SearchIndex } from '#domain/codeset/search/search-index';

/** Raised when the same releases give another index, in form or in what it finds. */
export const INDEX_FORM = 4;

type Packed = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array;

/** The packed arrays of an index by the name they are stored under. */
const ARRAYS = {
  codes: Float64Array,
  rowFlags: Uint8Array,
  rowParents: Int32Array,
  rowUnits: Uint32Array,
  rowsByCode: Uint32Array,
  sortedCodes: Float64Array,
  unitRows: Uint32Array,
  memberStarts: Uint32Array,
  members: Uint32Array,
  memberStemStarts: Uint32Array,
  memberStems: Uint32Array,
  entryStarts: Uint32Array,
  unitParents: Int32Array,
  sideOf: Int32Array,
  stemStarts: Uint32Array,
  entryStems: Uint32Array,
  wordStems: Uint32Array,
  gramStarts: Uint32Array,
  gramWords: Uint32Array,
  rarity: Float32Array,
  postingStarts: Uint32Array,
  postings: Uint32Array,
  firmness: Uint8Array,
  kinStarts: Uint32Array,
  kin: Uint32Array,
  kinStrength: Uint8Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
const NAMES = Object.keys(ARRAYS) as ArrayName[];

const bytesOf = ({ buffer, byteOffset, byteLength }: Packed) => new Uint8Array(buffer, byteOffset, byteLength);

/** The index as named parts of bytes. Arrays keep the byte order of the machine: the database stays where it is made. */
export function partsOf(index: SearchIndex): Map<string, Uint8Array> {
  return new Map<string, Uint8Array>([
    ['system', new TextEncoder().encode(index.system)],
    ['words', new TextEncoder().encode(index.words.join('\n'))],
    ['titles.bytes', index.titles.bytes],
    ['titles.starts', bytesOf(index.titles.starts)],
    ['names.bytes', index.names.bytes],
    ['names.starts', bytesOf(index.names.starts)],
    ...NAMES.map((name): [string, Uint8Array] => [name, bytesOf(index[name])]),
  ]);
}

/** The index from its parts; undefined when one is missing. */
export function indexOfParts(parts: ReadonlyMap<string, Uint8Array>): SearchIndex | undefined {
  const needed = ['system', 'words', 'titles.bytes', 'titles.starts', 'names.bytes', 'names.starts', ...NAMES];
  if (!needed.every((name) => parts.has(name))) return undefined;
  const part = (name: string) => parts.get(name) ?? new Uint8Array();
  const text = (name: string) => new TextDecoder().decode(part(name));
  const table = (name: string) => ({
    bytes: part(`${name}.bytes`),
    starts: arrayOf('unitRows', part(`${name}.starts`)),
  });
  const arrays = Object.fromEntries(NAMES.map((name) => [name, arrayOf(name, part(name))])) as unknown;
  return {
    ...(arrays as Pick<SearchIndex, ArrayName>),
    system: text('system') as CodeSystem,
    words: text('words') === '' ? [] : text('words').split('\n'),
    titles: table('titles'),
    names: table('names'),
  };
}

/** A view where the bytes lie on the array's own boundary, else a copy. */
function arrayOf<Name extends ArrayName>(name: Name, bytes: Uint8Array): SearchIndex[Name] {
  const kind: new (buffer: ArrayBufferLike, from: number, length: number) => Packed = ARRAYS[name];
  const size = ARRAYS[name].BYTES_PER_ELEMENT;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new kind(buffer, byteOffset, byteLength / size) as SearchIndex[Name];
}
