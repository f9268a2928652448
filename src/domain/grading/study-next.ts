import { STUDY_TOPICS, type StudyTopic } from './study-topics.ts';
import { SEVERITIES, type Variance } from './variance.ts';

/** A topic worth studying after a chart, and how many of its variances lead there. */
export interface StudySuggestion {
  id: StudyTopic['id'];
  title: string;
  /** The rules to read first. */
  cites: readonly string[];
  variances: number;
}

/**
 * What to study next after these variances: topics with those that touch payment first, then those with the most
 * variances, then in the order of the list. Observations teach nothing that was got wrong and are left out.
 */
export function studyNext(variances: readonly Variance[]): StudySuggestion[] {
  const told = variances.filter(({ severity }) => severity !== 'observation');
  const found = STUDY_TOPICS.map((topic) => ({ topic, own: told.filter((variance) => topicOf(variance) === topic) }));
  const gravity = (own: readonly Variance[]) => Math.min(...own.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return found
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => gravity(a.own) - gravity(b.own) || b.own.length - a.own.length)
    .map(({ topic: { id, title, cites }, own }) => ({ id, title, cites, variances: own.length }));
}

/** The first topic of the list that a variance belongs to; the last topic takes every kind. */
function topicOf(variance: Variance): StudyTopic | undefined {
  const code = variance.list === 'diagnoses' ? (variance.wanted ?? variance.entered ?? '') : '';
  return STUDY_TOPICS.find(
    ({ kinds, codes }) => (kinds?.includes(variance.kind) ?? true) && (codes?.test(code) ?? true),
  );
}
