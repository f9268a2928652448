import type { Db } from '#db/client';
import type { ContentIssue } from '#db/content-issue';
import { readPracticeRules } from '#db/practice-rules';
import type { WantedCode } from '#db/queries/catalog-entries';
import { getCatalog } from '#db/queries/codes';
import { type GlossaryGroup, readGlossary } from '#db/read-glossary';
import { type CitationTargets, citationFlaw } from '#domain/authoring/rules/citations';
import { formatCode, parseCode } from '#domain/codeset/code';
import { GLOSSARY_YEAR, type GlossaryEntry, termKey } from '#domain/lessons/glossary';
import { flawsOf, type GlossaryFlaw, type TakenNames } from '#domain/lessons/glossary-rules';

/** What the glossary's codes and citations are looked up in. */
const RELEASES = {
  pins: { icd10cm: GLOSSARY_YEAR, icd10pcs: GLOSSARY_YEAR, hcpcs: '2025Q1', px: '2026' },
  on: '2026-03-31',
};
/** A glossary with fewer terms than these was cut off by mistake. */
const LEAST_TERMS = 300;

/** Everything wrong in content/glossary under `root`. Guideline sections are looked up where `guidelineSections` are given. */
export async function lintGlossary(
  root: string,
  catalogDb: Db,
  guidelineSections?: ReadonlySet<string>,
): Promise<ContentIssue[]> {
  const read = readGlossary(root);
  if (!read.ok) return read.problem;
  const targets = await targetsOf(root, catalogDb, read.value, guidelineSections);
  return [...tooFew(read.value), ...reviewGlossary(read.value, targets)];
}

/** Everything wrong in these groups, beside one another and in what they name. */
export function reviewGlossary(groups: readonly GlossaryGroup[], targets: CitationTargets): ContentIssue[] {
  const terms = new Set(groups.flatMap((group) => group.terms.map(({ term }) => termKey(term))));
  const taken: TakenNames = new Map();
  return groups.flatMap(({ terms: entries, source }) =>
    entries.flatMap((entry, index) =>
      [...flawsOf(entry, terms, taken), ...unknownCodes(entry, targets), ...brokenCitations(entry, targets)].map(
        ({ path, message, fix }) => ({
          file: source.file,
          line: source.lineOf(['terms', index, ...path]),
          message: `${entry.term}: ${message}`,
          fix,
        }),
      ),
    ),
  );
}

async function targetsOf(
  root: string,
  catalogDb: Db,
  groups: readonly GlossaryGroup[],
  guidelineSections?: ReadonlySet<string>,
): Promise<CitationTargets> {
  const entries = groups.flatMap(({ terms }) => terms);
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

function unknownCodes({ codes }: GlossaryEntry, { catalog }: CitationTargets): GlossaryFlaw[] {
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

const brokenCitations = ({ cites }: GlossaryEntry, targets: CitationTargets): GlossaryFlaw[] =>
  cites.flatMap((cite, index) => {
    const flaw = citationFlaw(targets, cite);
    return flaw ? [{ path: ['cites', index], ...flaw }] : [];
  });

function tooFew(groups: readonly GlossaryGroup[]): ContentIssue[] {
  const count = groups.reduce((sum, { terms }) => sum + terms.length, 0);
  if (count >= LEAST_TERMS) return [];
  const message = `the glossary has ${count} terms`;
  return [{ file: 'content/glossary', line: 1, message, fix: `Bring it to at least ${LEAST_TERMS}` }];
}
