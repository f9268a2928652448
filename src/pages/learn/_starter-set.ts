import { readStarterSet } from '#db/starter-set';
import type { StarterSet } from '#domain/lessons/lesson-codes';

let read: StarterSet | undefined;

/** The shipped code sets, read once for all lessons of a build. Pages are made in the folder of the project. */
export function starterSet(): StarterSet {
  read ??= readStarterSet(process.cwd());
  return read;
}
