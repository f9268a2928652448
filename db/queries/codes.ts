import type { Db } from '#db/client';
import { type CodeRow, findCodeRows, listFactRows, toEntries, type WantedCode } from '#db/queries/catalog-entries';
import { type Sources, sourcesOf, starterOf } from '#db/queries/catalog-sources';
import { listTerms } from '#db/queries/catalog-terms';
import { findGoverningNotes, placesOf } from '#db/queries/governing-notes';
import { listReleases } from '#db/queries/releases';
import { type Catalog, type CodeEntry, makeCatalog, type ReleaseChoice } from '#domain/codeset/catalog';
import { lookalikes } from '#domain/codeset/lookalikes';

/**
 * The slice of the pinned releases that these codes need: entries with their own and inherited notes, the headers
 * above them, forms of them that edits ask about, modifiers and PCS axis values. Six queries however many codes there
 * are, and one more where the notes are of another year; a code that no release has is simply absent.
 */
export async function getCatalog(
  catalogDb: Db,
  choice: ReleaseChoice,
  wanted: readonly WantedCode[],
): Promise<Catalog> {
  return sliceOf(catalogDb, sourcesOf(await listReleases(catalogDb), choice), choice, wanted);
}

/**
 * The same for many choices at once, in their order. Days that the same installed files answer for share one slice, so
 * that the questions of a paper, each of a day of its own, cost as many queries as one of them.
 */
export async function getCatalogs(
  catalogDb: Db,
  asked: readonly { choice: ReleaseChoice; wanted: readonly WantedCode[] }[],
): Promise<Catalog[]> {
  if (asked.length === 0) return [];
  const installed = await listReleases(catalogDb);
  const slices = new Map<string, Promise<Catalog>>();
  const resolved = asked.map(({ choice, wanted }) => ({ choice, wanted, sources: sourcesOf(installed, choice) }));
  const keyOf = ({ choice: { pins }, sources }: (typeof resolved)[number]) => JSON.stringify([pins, idsOf(sources)]);
  for (const [key, alike] of Map.groupBy(resolved, keyOf)) {
    const [{ sources, choice }] = alike as [(typeof resolved)[number]];
    const wanted = alike.flatMap((one) => one.wanted);
    slices.set(key, sliceOf(catalogDb, sources, choice, wanted));
  }
  // What a slice holds is the same on each of its days; the day itself, which edits ask for, is the asker's.
  return Promise.all(
    resolved.map(async (one) => ({ ...((await slices.get(keyOf(one))) as Catalog), on: one.choice.on })),
  );
}

const idsOf = ({ codes, notes, lists, pcsValues }: Sources): number[] =>
  [...[...codes.values()].flat(), ...(notes ? [notes] : []), ...lists, ...pcsValues].map(({ id }) => id);

async function sliceOf(
  catalogDb: Db,
  sources: Sources,
  choice: ReleaseChoice,
  wanted: readonly WantedCode[],
): Promise<Catalog> {
  const diagnoses = wanted.filter(({ system }) => system === 'icd10cm').map(({ code }) => code);
  const { rows, elsewhere } = await findCodeRows(catalogDb, sources, wanted, wanted.flatMap(relativesOf));
  const facts = await listFactRows(catalogDb, sources, wanted);
  const notesOf = await findGoverningNotes(catalogDb, sources, diagnoses);
  const { families, ...terms } = await listTerms(catalogDb, sources, wanted);
  const entries = toEntries(rows, facts, sources, notesOf);
  return makeCatalog({
    ...choice,
    entries: entries.values(),
    elsewhere,
    covers: coverageOf(sources, families, entries),
    knowsPoa: poaKnowledge(sources, rows),
    ...terms,
  });
}

/** The headers above a code and the forms of it that edits ask about. */
function relativesOf({ system, code }: WantedCode): WantedCode[] {
  if (system === 'icd10pcs') return [{ system, code: code.slice(0, 3) }];
  if (system !== 'icd10cm') return [];
  return [...lookalikes(code), ...placesOf(code)].map((form) => ({ system, code: form }));
}

/** Whether the installed release has the whole family of a code: see `Catalog.covers`. */
function coverageOf({ codes }: Sources, families: Set<string>, entries: Map<string, CodeEntry>): Catalog['covers'] {
  return (system, code) => {
    const family = `${system}:${code.slice(0, 3)}`;
    if (codes.get(system)?.[0]?.coverage === 'whole') return true;
    return families.has(family) || (system.startsWith('icd10') && entries.has(family));
  };
}

/** Whether a list says which codes are exempt from POA: the agency's own, or the starter set inside its families. */
function poaKnowledge({ codes, lists }: Sources, rows: readonly CodeRow[]): Catalog['knowsPoa'] {
  if (lists.some(({ kind }) => kind === 'poa-exempt')) return () => true;
  const starter = starterOf(codes, 'icd10cm');
  const shipped = new Set(rows.filter(({ releaseId }) => releaseId === starter?.id).map(({ code }) => code));
  return (code) => shipped.has(code.slice(0, 3));
}
