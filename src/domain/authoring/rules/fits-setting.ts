import { inCase, inKey, type KeyRule } from '#domain/authoring/key-rule';
import { needsPcs } from '#domain/chart/encounter';

/** ICD-10-PCS inside inpatient and service lines outside; dates that fit together; documents named once. */
export const fitsSetting: KeyRule = {
  name: 'fits-setting',
  *check({ chart: { encounter, documents }, key }) {
    if (needsPcs(encounter.setting) && key.services.length > 0)
      yield inKey(['services'], 'an inpatient key has service lines', 'Report procedures in ICD-10-PCS');
    if (!needsPcs(encounter.setting) && key.procedures.length > 0)
      yield inKey(
        ['procedures'],
        `a key for ${encounter.setting} has ICD-10-PCS procedures`,
        'Report them as service lines',
      );
    if ('admitted' in encounter) {
      if (encounter.admitted > encounter.discharged)
        yield inCase(['encounter', 'discharged'], 'the discharge is before the admission', 'Correct the dates');
      for (const [index, { code, date }] of key.procedures.entries())
        if (date < encounter.admitted || date > encounter.discharged)
          yield inKey(['procedures', index, 'date'], `${code} is dated ${date}, outside the stay`, 'Correct the date');
    } else if (needsPcs(encounter.setting))
      yield inCase(['encounter'], 'an inpatient stay has two dates', 'Give admitted and discharged');
    const ids = documents.map(({ id }) => id);
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) !== index)
        yield inCase(['documents', index, 'id'], `the document ${id} is listed twice`, 'List it once');
  },
};
