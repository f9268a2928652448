import { formatCode } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

/**
 * Present-on-admission indicators: on every inpatient diagnosis unless its code is exempt, nowhere else (OG
 * Appendix I). Where no list of exempt codes covers a code it is called neither exempt nor not exempt.
 */
export function* poaEdits({ sheet, encounter, catalog }: EditSubject): Generator<EditFinding> {
  for (const [entry, { code, poa }] of sheet.diagnoses.entries()) {
    const about = shared({ code: 'poa', list: 'diagnoses', entry, related: [], cites: ['OG Appendix I'] });
    const written = formatCode({ system: 'icd10cm', code });
    const known = catalog.find('icd10cm', code);
    const isListed = catalog.knowsPoa(code);
    if (encounter.setting !== 'inpatient') {
      const message = `${written} has a POA indicator, which only inpatient records carry. Leave it empty.`;
      if (poa !== undefined) yield { ...about, severity: 'warning', message };
    } else if (known?.billable && known.facts.poaExempt && poa !== 'exempt') {
      const message = `${written} is on the list of codes exempt from POA reporting. Choose exempt.`;
      yield { ...about, severity: 'error', message };
    } else if (isListed && known?.billable && !known.facts.poaExempt && poa === 'exempt') {
      const message = `${written} is not on the list of exempt codes. Choose Y, N, U or W as the record says.`;
      yield { ...about, severity: 'error', message };
    } else if (poa === undefined && !isListed) {
      const message = `${written} needs a POA indicator unless it is exempt; the list of exempt codes is not installed. Check it in your own book.`;
      yield { ...about, severity: 'warning', message };
    } else if (poa === undefined && !known?.facts.poaExempt) {
      const message = `${written} needs a POA indicator. Choose Y, N, U or W as the record says.`;
      yield { ...about, severity: 'error', message };
    }
  }
}
