import type { AnswerKey, ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import { SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import type { Catalog } from '#domain/codeset/catalog';

/** A case as its author wrote it, with what a rule needs to judge it. */
export interface KeyUnderReview {
  chart: Chart;
  key: AnswerKey;
  /** The pinned releases for every code the key names. */
  catalog: Catalog;
  /** The text of case.yaml as written, comments included: a learner can read all of it. */
  caseText: string;
  /** Whether db/keys/<slug>.review.md is there. */
  hasReview: boolean;
  /** Sections of the Official Guidelines (`I.C.9.a.3`); absent where the official text is not at hand. */
  guidelineSections?: ReadonlySet<string>;
  /** Names that “PX rules: …” may cite: rules, families and modifiers of the pinned practice set. */
  practiceRules?: ReadonlySet<string>;
}

/** One thing to put right. `path` leads to the place in the file: case.yaml or the key. Sentences without full stop. */
export interface LintIssue {
  file: 'case' | 'key';
  path: PropertyKey[];
  message: string;
  fix: string;
}

/** A small check that looks at one thing and answers all it finds. */
export interface KeyRule {
  name: string;
  check(subject: KeyUnderReview): Iterable<LintIssue>;
}

export interface PlacedEntry {
  list: SheetList;
  index: number;
  path: PropertyKey[];
  entry: ExpectedDiagnosis | ExpectedProcedure | ExpectedService;
}

/** Every entry of a key with the path to it, in the order of the file. */
export function entriesOf(key: AnswerKey): PlacedEntry[] {
  return SHEET_LISTS.flatMap((list) =>
    key[list].map((entry, index): PlacedEntry => ({ list, index, path: [list, index], entry })),
  );
}

export const inKey = (path: PropertyKey[], message: string, fix: string): LintIssue => ({
  file: 'key',
  path,
  message,
  fix,
});
export const inCase = (path: PropertyKey[], message: string, fix: string): LintIssue => ({
  file: 'case',
  path,
  message,
  fix,
});
