import { inKey, type KeyRule } from '#domain/authoring/key-rule';

/** Every chart is coded twice, the second time without sight of the key, and the differences are resolved in writing. */
export const secondCoding: KeyRule = {
  name: 'second-coding',
  *check({ chart, hasReview }) {
    if (!hasReview)
      yield inKey(
        [],
        'there is no record of a second coding',
        `Code the chart again unseen and write db/keys/${chart.slug}.review.md`,
      );
  },
};
