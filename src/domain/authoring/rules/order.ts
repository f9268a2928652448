import { inKey, type KeyRule } from '#domain/authoring/key-rule';

/** Exactly the first diagnosis is principal, and codes that have to follow another one do so in the key itself. */
export const order: KeyRule = {
  name: 'order',
  *check({ key: { diagnoses } }) {
    for (const [index, { code, role, principalAnyOf, codeAfter }] of diagnoses.entries()) {
      if ((role === 'principal') !== (index === 0))
        yield inKey(
          ['diagnoses', index, 'role'],
          `${code} is ${role} at place ${index + 1}`,
          'The first diagnosis, and no other, is principal',
        );
      if (principalAnyOf !== undefined && principalAnyOf !== diagnoses[0]?.principalAnyOf)
        yield inKey(
          ['diagnoses', index, 'principalAnyOf'],
          `${code} may stand first, but the first diagnosis is not in its group`,
          'Give both the same letter',
        );
      for (const [place, before] of codeAfter.entries()) {
        const found = diagnoses.findIndex((other) => other.code === before);
        const path = ['diagnoses', index, 'codeAfter', place];
        if (found < 0) yield inKey(path, `${before} is not a diagnosis of this key`, 'Name a code of the key');
        else if (found >= index)
          yield inKey(path, `${code} has to come after ${before} and comes before it`, 'Change their order');
      }
    }
    if (diagnoses.filter(({ principalAnyOf }) => principalAnyOf !== undefined).length === 1)
      yield inKey(
        ['diagnoses'],
        'principalAnyOf stands on one diagnosis only',
        'Give its letter to the other one, or remove it',
      );
  },
};
