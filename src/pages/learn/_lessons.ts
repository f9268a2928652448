import { type CollectionEntry, getCollection } from 'astro:content';
import { TRACKS, type Track } from '#domain/lessons/tracks';

export interface TrackOfLessons {
  track: Track;
  /** In their order. */
  lessons: CollectionEntry<'lessons'>[];
}

/** Every track that has lessons, in the order it is offered. */
export async function listTracks(): Promise<TrackOfLessons[]> {
  const lessons = await getCollection('lessons');
  const inOrder = lessons.sort((one, other) => one.data.order - other.data.order);
  return TRACKS.map((track) => ({
    track,
    lessons: inOrder.filter(({ data }) => data.track === track.id),
  })).filter((one) => one.lessons.length > 0);
}
