import { inKey, type KeyRule } from '#domain/authoring/key-rule';
import { POINTER_LETTERS } from '#domain/chart/coding-sheet';

/** Most pointers a service line can carry (CMS-1500 item 24E). */
const MOST_POINTERS = 4;

/** Pointers name diagnoses of the key that a claim form can name: the first twelve, at most four on a line. */
export const pointers: KeyRule = {
  name: 'pointers',
  *check({ key: { diagnoses, services } }) {
    for (const [index, { pointers: wanted }] of services.entries()) {
      const all = [wanted.first, ...wanted.rest];
      for (const [place, code] of all.entries()) {
        const path = ['services', index, 'pointers', ...(place === 0 ? ['first'] : ['rest', place - 1])];
        const found = diagnoses.findIndex((diagnosis) => diagnosis.code === code);
        if (found < 0)
          yield inKey(path, `the pointer ${code} is not a diagnosis of this key`, 'Point to a code under diagnoses');
        else if (found >= POINTER_LETTERS.length)
          yield inKey(
            path,
            `${code} is diagnosis ${found + 1}; pointers reach the twelfth`,
            'Move it up or point to another one',
          );
        if (all.indexOf(code) !== place) yield inKey(path, `${code} is pointed to twice`, 'Name it once');
      }
      for (const [place, code] of wanted.orFirst.entries())
        if (!wanted.rest.includes(code))
          yield inKey(
            ['services', index, 'pointers', 'orFirst', place],
            `${code} may stand first but is not in rest`,
            'Name it under rest as well',
          );
      for (const [place, code] of wanted.optional.entries())
        if (all.includes(code) || !diagnoses.some((diagnosis) => diagnosis.code === code))
          yield inKey(
            ['services', index, 'pointers', 'optional', place],
            `${code} is wanted already or is no diagnosis of this key`,
            'Name a further diagnosis of this key, or none',
          );
      if (all.length > MOST_POINTERS)
        yield inKey(
          ['services', index, 'pointers'],
          `a line has ${all.length} pointers`,
          'Keep the four that explain it most',
        );
    }
  },
};
