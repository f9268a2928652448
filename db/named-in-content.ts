import type { Db } from '#db/client';
import { readPracticeRules } from '#db/practice-rules';
import type { WantedCode } from '#db/queries/catalog-entries';
import { getCatalog } from '#db/queries/codes';
import { type CitationTargets, citationFlaw } from '#domain/authoring/rules/citations';
import type { Catalog } from '#domain/codeset/catalog';
import { type CodeSystem, formatCode, parseCode } from '#domain/codeset/code';
import { GLOSSARY_YEAR } from '#domain/lessons/glossary';

/** What the codes and citations of terms and cards are looked up in. */
const RELEASES = {
  pins: { icd10cm: GLOSSARY_YEAR, icd10pcs: GLOSSARY_YEAR, hcpcs: '2025Q1', px: '2026' },
  on: '2026-03-31',
};

/** What a term or a card names: codes as people write them, and citations. */
interface NamingEntry {
  codes: readonly { system: CodeSystem; code: string }[];
  cites: readonly string[];
}

/** One thing to put right in what an entry names; `path` leads from the entry to the place. Sentences without full stop. */
interface NamingFlaw {
  path: PropertyKey[];
  message: string;
  fix: string;
}

export type NamingTargets = CitationTargets & { catalog: Pick<Catalog, 'find' | 'modifiers'> };

/** What the codes and citations of `entries` lead to. Guideline sections are looked up where they are given. */
export async function targetsOf(
  root: string,
  catalogDb: Db,
  entries: readonly NamingEntry[],
  guidelineSections?: ReadonlySet<string>,
): Promise<NamingTargets> {
  const cited = entries.flatMap(({ cites }) => cites.flatMap(codeCited));
  const named = entries.flatMap(({ codes }) =>
    codes.map(({ system, code }) => ({ system, code: code.replace('.', '') })),
  );
  const catalog = await getCatalog(catalogDb, RELEASES, [...named, ...cited]);
  return {
    catalog,
    practiceRules: readPracticeRules(root, RELEASES.pins.px),
    ...(guidelineSections && { guidelineSections }),
  };
}

/** The code that a citation names, to be looked up. */
function codeCited(cite: string): WantedCode[] {
  const [, practice, supply] = /^(?:PX (PX\d{3})|HCPCS ([A-V]\d{4}))/.exec(cite) ?? [];
  if (practice) return [{ system: 'px', code: practice }];
  return supply ? [{ system: 'hcpcs', code: supply }] : [];
}

/** Codes that are not shipped or not written as the code book has them, and citations that lead nowhere. */
export const namingFlaws = (entry: NamingEntry, targets: NamingTargets): NamingFlaw[] => [
  ...unknownCodes(entry, targets),
  ...brokenCitations(entry, targets),
];

function unknownCodes({ codes }: NamingEntry, { catalog }: NamingTargets): NamingFlaw[] {
  return codes.flatMap(({ system, code }, index) => {
    const path = ['codes', index];
    const canonical = code.replace('.', '');
    if (!catalog.find(system, canonical))
      return [
        { path, message: `the shipped ${system} has no ${code}`, fix: 'Name a code or category of content/codes' },
      ];
    const parsed = parseCode(system, code);
    const written = parsed.ok ? formatCode(parsed.value) : canonical;
    return written === code ? [] : [{ path, message: `${code} is written ${written}`, fix: `Write ${written}` }];
  });
}

const brokenCitations = ({ cites }: NamingEntry, targets: NamingTargets): NamingFlaw[] =>
  cites.flatMap((cite, index) => {
    const flaw = citationFlaw(targets, cite) ?? unknownModifier(cite, targets);
    return flaw ? [{ path: ['cites', index], ...flaw }] : [];
  });

function unknownModifier(cite: string, { catalog }: NamingTargets) {
  const modifier = /^HCPCS modifier ([A-Z0-9]{2})/.exec(cite)?.[1];
  if (!modifier || catalog.modifiers.get(modifier)) return undefined;
  return { message: `HCPCS Level II has no modifier ${modifier}`, fix: 'Cite a modifier of the release' };
}
