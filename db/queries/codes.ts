import type { Db } from '#db/client';
import type { Catalog, ReleasePins } from '#domain/codeset/catalog';
import type { CodeSystem } from '#domain/codeset/code';

/** A code that a sheet or key names, in canonical text; it need not exist or be well formed. */
export interface WantedCode {
  system: CodeSystem;
  code: string;
}

/** The slice of the pinned releases that these codes need, in four queries however many they are. */
export async function getCatalog(catalogDb: Db, pins: ReleasePins, wanted: readonly WantedCode[]): Promise<Catalog> {
  throw new Error(`not yet: ${catalogDb === undefined} ${pins.icd10cm} ${wanted.length}`);
}
