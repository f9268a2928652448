import { inKey, type KeyRule } from '#domain/authoring/key-rule';
import { modelAnswer } from '#domain/chart/answer-key';
import { editFindings } from '#domain/codeset/edits';

/** The model answer breaks no edit of severity error: a key that does would teach a claim that is refused. */
export const noEditErrors: KeyRule = {
  name: 'no-edit-errors',
  *check({ chart, key, catalog }) {
    for (const finding of editFindings(modelAnswer(key), chart.encounter, catalog)) {
      if (finding.severity !== 'error') continue;
      const fix = `Correct the key so that the edit ${finding.code} is silent`;
      yield inKey([finding.list, finding.entry], finding.message.replace(/\.$/, ''), fix);
    }
  },
};
