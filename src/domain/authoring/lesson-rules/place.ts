import { inHead, type LessonRule } from '#domain/authoring/lesson-rule';

/** The file lies where its frontmatter says: track and number. */
export const place: LessonRule = {
  name: 'place',
  *check({ id, lesson }) {
    const [folder, file = ''] = id.split('/');
    if (folder !== lesson.track)
      yield inHead(['track'], `track is ${lesson.track}, the folder is ${folder}`, 'Move the file or correct track');
    const number = /^(\d{2})-[a-z0-9]/.exec(file)?.[1];
    if (number === undefined || Number(number) !== lesson.order)
      yield inHead(
        ['order'],
        `order is ${lesson.order}, the file is called ${file}`,
        'Begin the name of the file with the two digits of order and a hyphen',
      );
  },
};
