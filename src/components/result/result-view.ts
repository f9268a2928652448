import type { MarkSpan } from '../chart/marked-runs.ts';

/** What became of an entry, in one of four ways; each has its colour, icon and word. */
export type VerdictLook = 'agrees' | 'partial' | 'missed' | 'unsupported';

export const VERDICT_ICONS: Record<VerdictLook, string> = { agrees: '✓', partial: '◐', missed: '✕', unsupported: '+' };

/** Words of the chart that decide a line, and the mark they have in the chart pane. */
export interface ShownEvidence {
  quote: string;
  documentTitle: string;
  /** Anchor of the mark; undefined when the words are no longer found. */
  mark: string | undefined;
}

/** One line told in words: an agreement or a difference. */
export interface ShownNote {
  look: VerdictLook;
  /** The kind of difference, in the words of the taxonomy. */
  kind: string;
  /** The headline alone says what kind it is; otherwise a screen reader's list of headings needs the kind before it. */
  isHeadlineEnough: boolean;
  /** Codes it is about, written for people: `E11.21 → E11.22`. */
  codes: string;
  headline: string;
  sentences: string[];
  evidence: ShownEvidence[];
  cites: string[];
  /** What the difference touches: payment, data quality, or neither. */
  effect: string;
}

export interface ShownCell {
  code: string;
  title: string;
  /** POA, date, modifiers and the like, as one line. */
  detail: string;
}
export interface ShownRow {
  entered: ShownCell | undefined;
  wanted: ShownCell | undefined;
  look: VerdictLook | undefined;
  word: string;
}
export interface ShownList {
  heading: string;
  rows: ShownRow[];
}

export interface ShownLens {
  name: string;
  counts: string;
  numerator: number;
  denominator: number;
  percent: string;
  isMain: boolean;
}

/** Everything the result page shows, in words; made on the server from the grade and the key of a submitted attempt. */
export interface ResultView {
  headline: string;
  /** One sentence that names what cost most; empty when nothing differs. */
  costliest: string;
  turnsOn: string;
  agreements: ShownNote[];
  /** Codes that are right while a detail of the line is not. */
  nearly: string[];
  /** How many differences weigh how much, in one sentence. */
  weighed: string;
  differences: ShownNote[];
  lists: ShownList[];
  lenses: ShownLens[];
  references: { name: string; percent: string }[];
  study: { title: string; rule: string }[];
  marks: Record<string, MarkSpan[]>;
}
