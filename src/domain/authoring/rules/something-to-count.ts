import { entriesOf, inKey, type KeyRule } from '#domain/authoring/key-rule';

/** A key has at least one required entry (K ≥ 1), no code twice in a list, and no required code among those left out. */
export const somethingToCount: KeyRule = {
  name: 'something-to-count',
  *check({ key }) {
    const entries = entriesOf(key);
    if (!entries.some(({ entry }) => entry.status === 'required'))
      yield inKey(
        ['diagnoses'],
        'no entry is required, so there is nothing to count',
        'Give one entry status: required',
      );
    const leftOut = new Set(key.notCoded.map(({ code }) => code));
    for (const { list, index, entry, path } of entries) {
      if (leftOut.has(entry.code))
        yield inKey(path, `${entry.code} is in the key and under notCoded`, 'Keep one of them');
      const isRepeated = list === 'diagnoses' && key.diagnoses.findIndex(({ code }) => code === entry.code) !== index;
      if (isRepeated) yield inKey(path, `${entry.code} stands twice under diagnoses`, 'Keep one of them (OG I.B.12)');
      if (entry.whyNot.some(({ code }) => code === entry.code))
        yield inKey([...path, 'whyNot'], `${entry.code} is listed as a wrong code for itself`, 'Remove it from whyNot');
    }
  },
};
