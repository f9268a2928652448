import { AGE_GROUPS } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

const GROUP_NAMES = {
  newborn: 'newborns (age 0)',
  pediatric: 'ages 0 to 17',
  maternity: 'ages 9 to 64',
  adult: 'ages 15 to 124',
} as const;

/**
 * Does a diagnosis fit the age and sex of the patient (lists of the Medicare Code Editor)? Age is an error. Sex is a
 * warning: a record may rightly say otherwise, and a warning costs nobody a right code.
 */
export function* demographicEdits({ sheet, encounter, catalog }: EditSubject): Generator<EditFinding> {
  for (const [entry, { code }] of sheet.diagnoses.entries()) {
    const facts = catalog.find('icd10cm', code)?.facts;
    const about = shared({ code: 'demographic-conflict', list: 'diagnoses', entry, related: [] });
    const written = formatCode({ system: 'icd10cm', code });
    const [from, to] = facts?.ageGroup ? AGE_GROUPS[facts.ageGroup] : [0, Number.POSITIVE_INFINITY];
    if (facts?.ageGroup && (encounter.age < from || encounter.age > to)) {
      const message = `${written} is for ${GROUP_NAMES[facts.ageGroup]}; the patient is ${encounter.age}. Check the code and the age.`;
      yield { ...about, severity: 'error', cites: ['MCE: age conflict'], message };
    }
    if (facts?.sex && facts.sex !== encounter.sex) {
      const message = `${written} is listed for ${facts.sex} patients only. Check the code and the sex in the record.`;
      yield { ...about, severity: 'warning', cites: ['MCE: sex conflict'], message };
    }
  }
}
