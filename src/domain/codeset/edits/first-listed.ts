import { isInRange } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

/** Chapter 20 of ICD-10-CM: why something happened, never what it is. */
const EXTERNAL_CAUSES = { from: 'V00', to: 'Y99' };

/**
 * What may not stand first: a manifestation (OG I.A.13), an external cause (OG I.C.20.a.6), the drug of an adverse effect
 * or underdosing and, for inpatients, a code of the Medicare Code Editor's unacceptable principal diagnoses. Its
 * questionable admissions are advice.
 */
export function* firstListedEdits({ sheet, encounter, catalog }: EditSubject): Generator<EditFinding> {
  const code = sheet.diagnoses[0]?.code;
  const entry = code === undefined ? undefined : catalog.find('icd10cm', code);
  if (code === undefined || !entry) return;
  const about = shared({ severity: 'error', list: 'diagnoses', entry: 0, related: [] });
  const written = formatCode(entry);
  if (isInRange(code, EXTERNAL_CAUSES)) {
    const message = `${written} is an external cause, which never stands first. Put the injury or condition it caused before it.`;
    yield { ...about, code: 'external-cause', cites: ['OG I.C.20.a.6'], message };
  } else if (entry.facts.manifestation) {
    const message = `${written} is a manifestation and never stands first. Put the disease that causes it before it.`;
    yield { ...about, code: 'manifestation-first', cites: ['OG I.A.13'], message };
  } else if (entry.facts.unacceptablePrincipal && encounter.setting === 'inpatient') {
    const message = `${written} is not accepted as the principal diagnosis of a stay in hospital. Put the condition that led to the admission first.`;
    yield {
      ...about,
      code: 'unacceptable-principal',
      cites: ['OG II', 'MCE: unacceptable principal diagnosis'],
      message,
    };
  } else if (entry.facts.questionableAdmission && encounter.setting === 'inpatient') {
    const message = `${written} alone seldom justifies a stay in hospital. Check whether the record names the condition that did.`;
    yield {
      ...about,
      code: 'questionable-admission',
      severity: 'warning',
      cites: ['OG II', 'MCE: questionable admission'],
      message,
    };
  } else if (DRUG_EFFECTS[intentOf(code)]) {
    const { says, cite } = DRUG_EFFECTS[intentOf(code)] ?? { says: '', cite: '' };
    const message = `${written} is ${says}`;
    yield { ...about, code: 'code-first', cites: [cite], message };
  }
}

/** What a drug did when it was taken rightly, or too little of it: by the character for the intent (OG I.C.19.e.5). */
const DRUG_EFFECTS: Record<string, { says: string; cite: string }> = {
  5: {
    says: 'the drug of an adverse effect, which never stands first. Put the nature of the adverse effect before it.',
    cite: 'OG I.C.19.e.5.a',
  },
  6: {
    says: 'an underdosing, which never stands first. Put the condition it led to before it.',
    cite: 'OG I.C.19.e.5.c',
  },
};
const DRUGS = { from: 'T36', to: 'T50' };

/** The sixth character of a code of drugs, or the fifth where the sixth only fills. */
const intentOf = (code: string): string =>
  isInRange(code, DRUGS) ? ((code[5] === 'X' ? code[4] : code[5]) ?? '') : '';
