import { dirname } from 'node:path';

/** The folder the catalog lies in; downloads, uploads and the record of an install lie beside it. */
export const catalogFolder = (env: NodeJS.ProcessEnv): string =>
  dirname((env.CATALOG_URL || 'file:data/catalog.db').replace(/^file:(?:\/\/(?=\/))?/, '').replace(/\?.*$/, ''));
