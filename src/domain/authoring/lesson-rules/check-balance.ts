import { inCheck, type LessonRule } from '#domain/authoring/lesson-rule';

/** Over the whole check no place and no length is the better guess. */
export const checkBalance: LessonRule = {
  name: 'check-balance',
  *check({ check: { items } }) {
    const single = items.filter(({ rightAnswers }) => rightAnswers === undefined);
    const places = Map.groupBy(single, ({ options }) => options.findIndex(({ isRight }) => isRight));
    const most = Math.ceil(single.length / 2);
    for (const [place, there] of places)
      if (there.length > most)
        yield inCheck(
          ['items'],
          `option ${place + 1} is the right one in ${there.length} of ${single.length} items`,
          `Put it there in ${most} at most`,
        );
    const longest = single.filter(({ options }) =>
      options.every(
        ({ text, isRight }) => isRight || text.length < (options.find((one) => one.isRight)?.text.length ?? 0),
      ),
    );
    if (longest.length * 3 > single.length * 2)
      yield inCheck(
        ['items'],
        `the longest option is the right one in ${longest.length} of ${single.length} items`,
        'Make some wrong options longer or some right ones shorter',
      );
  },
};
