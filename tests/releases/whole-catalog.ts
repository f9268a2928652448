import type { Db } from '#db/client';
import { readDiagnosisFacts } from '#db/releases/edit-lists';
import { isConditional, noteTargets } from '#db/releases/note-targets';
import { officialHcpcs, officialIcd10cm, officialIcd10pcs } from '#db/releases/official-content';
import { ICD10CM_TABULAR, readOfficialText } from '#db/releases/official-files';
import { emptyRelease, type NoteRow, type ReleaseContent } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import { readTabular } from '#db/releases/tabular-xml';
import type { ReleaseKind } from '#db/schema/codes';
import type { CodeFacts } from '#domain/codeset/catalog';
import type { Instant } from '#domain/time';

const NOW = 1_700_000_000_000 as Instant;
const beside = (kind: ReleaseKind, label: string): ReleaseContent =>
  emptyRelease({
    kind,
    system: 'icd10cm',
    label,
    effectiveFrom: '2025-10-01',
    source: 'official',
    coverage: 'whole',
    contentHash: `${kind} ${label}`,
  });

/** The lines of the (derived) tabular list of FY2026 that relate codes to each other, as they are printed. */
function officialTabular(root: string, { codes }: ReleaseContent): ReleaseContent {
  const categories = new Set(codes.map(({ code }) => code.slice(0, 3)));
  const { sections, notes } = readTabular(readOfficialText(root, ICD10CM_TABULAR));
  const lines = notes.map(
    ({ at, kind, text }): NoteRow => ({
      at,
      kind,
      text,
      targets: noteTargets(text, kind, (prefix) => categories.has(prefix)),
      ...(isConditional(text, kind) && { conditional: true as const }),
    }),
  );
  return { ...beside('tabular', 'FY2026'), sections, notes: lines, isDerived: true };
}

/** Lists of facts as files of their own: what an order file does not say. */
function officialLists(root: string): ReleaseContent[] {
  const facts = [...readDiagnosisFacts(root)];
  const list = (kind: ReleaseKind, label: string, names: (keyof CodeFacts)[]) => ({
    ...beside(kind, label),
    listedFacts: facts.flatMap(([code, all]) => {
      const own = Object.entries(all).filter(([name]) => names.some((wanted) => wanted === name));
      return own.length > 0 ? [{ code, facts: Object.fromEntries(own) as CodeFacts }] : [];
    }),
  });
  return [
    list('poa-exempt', 'FY2026', ['poaExempt']),
    list('code-edits', 'v41.1', ['sex', 'ageGroup', 'manifestation']),
    list('principal-edits', 'v37', ['unacceptablePrincipal', 'questionableAdmission']),
    list('severities', 'v41.1', ['severity']),
  ];
}

/** The order file alone: codes and their 7th characters, without the lists and notes of other files. */
function codesOnly(content: ReleaseContent): ReleaseContent {
  const codes = content.codes.map(({ facts, ...row }) =>
    facts?.seventhCharacters ? { ...row, facts: { seventhCharacters: facts.seventhCharacters } } : row,
  );
  return { ...content, codes, sections: [], notes: [] };
}

/** Stores the complete releases at hand in an empty catalog, one release per file, as an installation leaves them. */
export async function storeWholeCatalog(db: Db, root: string): Promise<void> {
  const current = officialIcd10cm(root, 'FY2026');
  const contents = [
    codesOnly(current),
    ...(['FY2024', 'FY2025'] as const).map((label) => codesOnly(officialIcd10cm(root, label))),
    ...(['FY2025', 'FY2026'] as const).map((label) => officialIcd10pcs(root, label)),
    officialHcpcs(root),
    officialTabular(root, current),
    ...officialLists(root),
  ];
  await db.transaction(async (tx) => {
    for (const content of contents) await storeRelease(tx, content, NOW);
  });
}
