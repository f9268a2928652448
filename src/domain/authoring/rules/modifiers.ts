import { inKey, type KeyRule } from '#domain/authoring/key-rule';

/** Modifiers are of HCPCS Level II or the practice set; none is asked for and forbidden at once. */
export const modifiers: KeyRule = {
  name: 'modifiers',
  *check({ key: { services }, catalog }) {
    for (const [index, { code, modifiers: wanted }] of services.entries()) {
      const asked = [...wanted.requiredAnyOf.flat(), ...wanted.optional];
      const path = ['services', index, 'modifiers'];
      for (const modifier of new Set([...asked, ...wanted.forbidden])) {
        if (/^\d\d$/.test(modifier))
          yield inKey(
            path,
            `the modifier ${modifier} has two digits, which only CPT's have`,
            'Use the practice modifier that says the same',
          );
        else if (!catalog.modifiers.has(modifier))
          yield inKey(
            path,
            `${modifier} is no modifier of the pinned releases`,
            'Use one of content/codes/px or HCPCS Level II',
          );
        if (asked.includes(modifier) && wanted.forbidden.includes(modifier))
          yield inKey(path, `${modifier} on ${code} is both allowed and forbidden`, 'Keep one of them');
      }
    }
  },
};
