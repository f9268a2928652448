import { inKey, type KeyRule } from '#domain/authoring/key-rule';
import { isExcludes1Exception, modelAnswer } from '#domain/chart/answer-key';
import { editFindings } from '#domain/codeset/edits';

/** The model answer breaks no edit of severity error: a key that does would teach a claim that is refused. */
export const noEditErrors: KeyRule = {
  name: 'no-edit-errors',
  *check({ chart, key, catalog }) {
    const model = modelAnswer(key);
    for (const finding of editFindings(model, chart.encounter, catalog)) {
      if (finding.severity !== 'error') continue;
      const code = model[finding.list][finding.entry]?.code ?? '';
      const isDocumented = finding.related.every((other) => isExcludes1Exception(key, code, other));
      if (finding.code === 'excludes1' && isDocumented) continue;
      const fix = `Correct the key so that the edit ${finding.code} is silent`;
      yield inKey([finding.list, finding.entry], finding.message.replace(/\.$/, ''), fix);
    }
  },
};
