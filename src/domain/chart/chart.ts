import type { CaseFile, JobGuideline } from '#domain/chart/case-file';
import { dateOfService, type Encounter } from '#domain/chart/encounter';
import type { ReleaseChoice } from '#domain/codeset/catalog';

export interface TextRun {
  text: string;
  style?: 'strong' | 'emphasis';
}

/** A document as blocks of text runs; one shape serves the screen, print, search and evidence quotes. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; runs: TextRun[] }
  | { kind: 'paragraph'; runs: TextRun[] }
  | { kind: 'list'; ordered: boolean; start: number; items: TextRun[][] }
  | { kind: 'table'; header: TextRun[][]; rows: TextRun[][][] };

export interface ChartDocument {
  id: string;
  title: string;
  author: string;
  blocks: Block[];
}

/** A published, immutable version of a case as the learner may see it: no key in it, and no room for one. */
export interface Chart {
  slug: string;
  title: string;
  specialty: string;
  difficulty: CaseFile['difficulty'];
  encounter: Encounter;
  pins: CaseFile['pins'];
  jobGuideline: JobGuideline;
  documents: ChartDocument[];
}

/** The releases a chart is coded under: its pins, as they stood on its date of service. */
export const releaseChoice = ({ pins, encounter }: Pick<Chart, 'pins' | 'encounter'>): ReleaseChoice => ({
  pins,
  on: dateOfService(encounter),
});
