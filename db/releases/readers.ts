import type { FileReader } from '#db/releases/foreign-file';

/** Every kind of official file that can be read. At most one of them recognises a file. */
export const READERS: readonly FileReader[] = [];
