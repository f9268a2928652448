import { getCollection } from 'astro:content';
import { readCaseTitle } from '#db/case-titles';
import { lessonAddress, lessonName } from '#domain/lessons/lesson';
import { listTracks } from '../_lessons.ts';

/** A link a lesson offers. */
interface Way {
  title: string;
  address: string;
}

/** Every lesson with what its page needs beside its text. Throws where it names a chart or a lesson that is not there. */
export async function listLessonPages() {
  const tracks = await listTracks();
  const checks = new Map((await getCollection('checks')).map((check) => [check.id, check]));
  const ways = new Map(
    tracks.flatMap(({ lessons }) =>
      lessons.map(({ id, data }): [string, Way] => [lessonName(id), { title: data.title, address: lessonAddress(id) }]),
    ),
  );
  const wayTo = (name: string): Way => {
    const way = ways.get(name);
    if (!way) throw new Error(`there is no lesson ${name}; npm run check:content says who names it`);
    return way;
  };
  const nameAt = (lessons: { id: string }[], at: number) => lessons[at] && wayTo(lessonName(lessons[at].id));
  return tracks.flatMap(({ track, lessons }) =>
    lessons.map((lesson, at) => ({
      params: { track: track.id, lesson: lessonName(lesson.id).split('/')[1] },
      props: {
        lesson,
        track,
        check: checks.get(lesson.id),
        practise: lesson.data.practise.map(chartWay),
        related: lesson.data.related.map(wayTo),
        before: nameAt(lessons, at - 1),
        after: nameAt(lessons, at + 1),
      },
    })),
  );
}

const chartWay = (slug: string): Way => ({
  title: readCaseTitle(process.cwd(), slug),
  address: `/sandbox/${slug}`,
});
