import type { KnowledgeCheck } from '#domain/lessons/knowledge-check';
import type { Lesson } from '#domain/lessons/lesson';
import type { StarterSet } from '#domain/lessons/lesson-codes';

/** A lesson as its author wrote it, with what a rule needs to judge it. */
export interface LessonUnderReview {
  /** Its file without the ending: `icd-10-cm-guidelines/01-conventions`. */
  id: string;
  lesson: Lesson;
  check: KnowledgeCheck;
  /** The text; its lines are those of the file. */
  body: string;
  starter: StarterSet;
  /** Bundled charts by name, each with the codes of its key as people write them. */
  charts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of lessons (`track/slug`) and of drawings. */
  lessons: ReadonlySet<string>;
  diagrams: ReadonlySet<string>;
  /** Sections of the Official Guidelines; absent where the official text is not at hand. */
  guidelineSections?: ReadonlySet<string>;
  practiceRules: ReadonlySet<string>;
}

/** Where an issue is: a path into the frontmatter or the check, or a line of the text. */
export type LessonPlace =
  | { file: 'lesson'; path: PropertyKey[] }
  | { file: 'lesson'; line: number }
  | { file: 'check'; path: PropertyKey[] };

/** One thing to put right. Sentences without full stop. */
export type LessonIssue = LessonPlace & { message: string; fix: string };

/** A small check that looks at one thing and answers all it finds. */
export interface LessonRule {
  name: string;
  check(subject: LessonUnderReview): Iterable<LessonIssue>;
}

export const inHead = (path: PropertyKey[], message: string, fix: string): LessonIssue => ({
  file: 'lesson',
  path,
  message,
  fix,
});
export const inText = (line: number, message: string, fix: string): LessonIssue => ({
  file: 'lesson',
  line,
  message,
  fix,
});
export const inCheck = (path: PropertyKey[], message: string, fix: string): LessonIssue => ({
  file: 'check',
  path,
  message,
  fix,
});
