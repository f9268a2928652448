import { entriesOf, inKey, type KeyRule, type KeyUnderReview, type LintIssue } from '#domain/authoring/key-rule';
import { CITATION } from '#domain/chart/answer-key';
import { canonicalText } from '#domain/codeset/code';

function* checkOne(
  { guidelineSections, practiceRules, catalog }: KeyUnderReview,
  cite: string,
  path: PropertyKey[],
): Iterable<LintIssue> {
  if (!CITATION.test(cite)) {
    yield inKey(
      path,
      `“${cite}” is not a well-formed citation`,
      'Write e.g. OG I.C.9.a.3, PCS-OG B3.2 or Tabular I13: …',
    );
    return;
  }
  const section = /^OG ((?:I|II|III|IV)(?:\.\w+)*)$/.exec(cite)?.[1];
  if (section && guidelineSections && !guidelineSections.has(section))
    yield inKey(
      path,
      `the Official Guidelines have no section ${section}`,
      'Open the guidelines and cite the section that says it',
    );
  const rule = /^PX rules: (.+)$/.exec(cite)?.[1];
  if (rule && practiceRules && !practiceRules.has(rule))
    yield inKey(path, `the practice set has no rule “${rule}”`, 'Cite a rule, a family or a modifier of the set');
  const practice = /^PX (PX\d{3})/.exec(cite)?.[1];
  if (practice && !catalog.find('px', practice))
    yield inKey(path, `${practice} is not in the practice set`, 'Cite a code of the set');
  const supply = /^HCPCS ([A-V]\d{4})/.exec(cite)?.[1];
  if (supply && !catalog.find('hcpcs', canonicalText(supply)))
    yield inKey(path, `${supply} is not in the pinned HCPCS release`, 'Cite a code of the release');
}

/** Citations are well formed and lead somewhere. Guideline sections are looked up where the official text is at hand. */
export const citations: KeyRule = {
  name: 'citations',
  *check(subject) {
    for (const { entry, path } of entriesOf(subject.key))
      for (const [index, cite] of entry.cites.entries()) yield* checkOne(subject, cite, [...path, 'cites', index]);
  },
};
