import { inKey, type KeyRule } from '#domain/authoring/key-rule';
import { needsPoa } from '#domain/chart/encounter';

/** POA stands on every inpatient diagnosis, `exempt` exactly where the code is on the exempt list (OG Appendix I). */
export const presentOnAdmission: KeyRule = {
  name: 'present-on-admission',
  *check({ chart, key, catalog }) {
    const isNeeded = needsPoa(chart.encounter.setting);
    for (const [index, { code, poa }] of key.diagnoses.entries()) {
      const path = ['diagnoses', index, 'poa'];
      const isExempt = catalog.find('icd10cm', code)?.facts.poaExempt === true;
      if (!isNeeded && poa !== undefined)
        yield inKey(path, `${code} has a POA indicator outside inpatient`, 'Remove it');
      if (!isNeeded) continue;
      if (poa === undefined)
        yield inKey(path, `${code} has no POA indicator`, `Add poa: ${isExempt ? 'exempt' : 'Y, N, U or W'}`);
      else if (isExempt && poa !== 'exempt')
        yield inKey(path, `${code} is on the POA exempt list`, 'Write poa: exempt');
      else if (!isExempt && poa === 'exempt')
        yield inKey(path, `${code} is not on the POA exempt list`, 'Write Y, N, U or W');
    }
  },
};
