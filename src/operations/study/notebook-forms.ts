import { z } from 'astro/zod';
import { setSettled, setWords } from '#db/queries/notebook';
import { ROOT_CAUSE_IDS } from '#domain/study/notebook';
import { secondsToWait } from '#operations/flood-limits';
import { readFields } from '#operations/form-fields';

/** Characters of a note. */
export const LONGEST_NOTE = 600;

const entry = z.string('Choose an entry.').min(1).max(40);
const fields = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('words'),
    entry,
    rootCause: z.enum(['', ...ROOT_CAUSE_IDS], 'Choose a cause in the list.'),
    note: z
      .string()
      .transform((text) => text.replace(/\r\n?/g, '\n').trim())
      .pipe(z.string().max(LONGEST_NOTE, `A note holds ${LONGEST_NOTE} characters. Shorten it; nothing was changed.`)),
  }),
  z.object({ act: z.enum(['settle', 'reopen']), entry }),
]);

export type NotebookForm =
  | { kind: 'done'; entry: string; done: 'kept' | 'settled' | 'reopened' }
  | { kind: 'refused'; status: 400 | 429; sentence: string; given: Record<string, string> }
  /** Not there, or somebody else's: the same. */
  | { kind: 'absent' };

/** Takes one of the small forms of an entry: the learner's own words, settled, open again. */
export async function takeNotebookForm(locals: App.Locals, request: Request): Promise<NotebookForm> {
  const { db, actor, now } = locals;
  const read = await readFields(request, fields);
  if (!read.ok) {
    const sentence = read.errors.note ?? read.errors.rootCause ?? 'This form could not be read. Nothing was changed.';
    return { kind: 'refused', status: 400, sentence, given: read.given };
  }
  const seconds = await secondsToWait('save', actor.personId);
  if (seconds !== undefined) {
    locals.retryAfter = seconds;
    const sentence = 'Too many changes at once. Nothing was changed; try again in a minute.';
    return { kind: 'refused', status: 429, sentence, given: read.given };
  }
  const { fields: form } = read;
  const own = { personId: actor.personId, id: form.entry };
  if (form.act === 'words') {
    const words = { rootCause: form.rootCause || null, note: form.note || null };
    return (await setWords(db, { ...own, ...words }))
      ? { kind: 'done', entry: own.id, done: 'kept' }
      : { kind: 'absent' };
  }
  const isSettled = form.act === 'settle';
  if (!(await setSettled(db, { ...own, at: isSettled ? now : null }))) return { kind: 'absent' };
  return { kind: 'done', entry: own.id, done: isSettled ? 'settled' : 'reopened' };
}
