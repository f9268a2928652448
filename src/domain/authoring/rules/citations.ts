import { entriesOf, inKey, type KeyRule, type KeyUnderReview, type LintIssue } from '#domain/authoring/key-rule';
import { CITATION } from '#domain/chart/answer-key';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';

/** What citations are looked up in. */
export type CitationTargets = Pick<KeyUnderReview, 'guidelineSections' | 'practiceRules'> & {
  catalog: { find(system: CodeSystem, code: string): unknown };
};

/** What is wrong with a citation: its form, or that it leads nowhere. Undefined when it is in order. */
export function citationFlaw(
  { guidelineSections, practiceRules, catalog }: CitationTargets,
  cite: string,
): Pick<LintIssue, 'message' | 'fix'> | undefined {
  if (!CITATION.test(cite))
    return {
      message: `“${cite}” is not a well-formed citation`,
      fix: 'Write e.g. OG I.C.9.a.3, PCS-OG B3.2 or Tabular I13: …',
    };
  const section = /^OG ((?:I|II|III|IV)(?:\.\w+)*)$/.exec(cite)?.[1];
  if (section && guidelineSections && !guidelineSections.has(section))
    return {
      message: `the Official Guidelines have no section ${section}`,
      fix: 'Open the guidelines and cite the section that says it',
    };
  const rule = /^PX rules: (.+)$/.exec(cite)?.[1];
  if (rule && practiceRules && !practiceRules.has(rule))
    return {
      message: `the practice set has no rule “${rule}”`,
      fix: 'Cite a rule, a family or a modifier of the set',
    };
  const practice = /^PX (PX\d{3})/.exec(cite)?.[1];
  if (practice && !catalog.find('px', practice))
    return { message: `${practice} is not in the practice set`, fix: 'Cite a code of the set' };
  const supply = /^HCPCS ([A-V]\d{4})/.exec(cite)?.[1];
  if (supply && !catalog.find('hcpcs', canonicalText(supply)))
    return { message: `${supply} is not in the pinned HCPCS release`, fix: 'Cite a code of the release' };
  return undefined;
}

/** Citations are well formed and lead somewhere. Guideline sections are looked up where the official text is at hand. */
export const citations: KeyRule = {
  name: 'citations',
  *check(subject) {
    for (const { entry, path } of entriesOf(subject.key))
      for (const [index, cite] of entry.cites.entries()) {
        const flaw = citationFlaw(subject, cite);
        if (flaw) yield inKey([...path, 'cites', index], flaw.message, flaw.fix);
      }
  },
};
