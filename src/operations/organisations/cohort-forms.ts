import { z } from 'astro/zod';
import { addToCohort, type CohortOutcome, changeCohort, deleteCohort, removeFromCohort } from '#db/queries/cohorts';
import { type FieldErrors, fieldErrors, readFields } from '#operations/form-fields';
import { deedIn } from '#operations/organisations/deed';
import { cohortForm, NAME_TAKEN } from '#operations/organisations/fields';

export type CohortAnswer =
  | { kind: 'done'; done: 'changed' | 'added' | 'removed' | 'deleted' }
  | { kind: 'absent' }
  | { kind: 'refused'; status: 400 | 409; errors: FieldErrors; given: Record<string, string> };

const actForm = z.looseObject({
  act: z.enum(['change', 'add', 'remove', 'delete']),
  person: z.string().max(100).default(''),
});

/** Does what a form of a cohort's page asks for: `act` says which. */
export async function takeCohortForm(locals: App.Locals, request: Request, cohortId: string): Promise<CohortAnswer> {
  const read = await readFields(request, actForm);
  const { given } = read;
  if (!read.ok)
    return { kind: 'refused', status: 400, errors: { '': 'This form could not be read. Try again.' }, given };
  const { act, person: personId } = read.fields;
  const { db } = locals;
  const deed = deedIn(locals);
  switch (act) {
    case 'change':
      return takeChange(locals, cohortId, given);
    case 'add':
      return told(await addToCohort(db, deed, { cohortId, personId }), 'added', given);
    case 'remove':
      return told(await removeFromCohort(db, deed, { cohortId, personId }), 'removed', given);
    case 'delete':
      return (await deleteCohort(db, deed, cohortId)) === 'done'
        ? { kind: 'done', done: 'deleted' }
        : { kind: 'absent' };
  }
}

const told = (outcome: CohortOutcome, done: 'added' | 'removed', given: Record<string, string>): CohortAnswer =>
  outcome === 'done'
    ? { kind: 'done', done }
    : {
        kind: 'refused',
        status: 409,
        errors: { '': 'This person is not there any more. Nothing was changed; choose again.' },
        given,
      };

async function takeChange(locals: App.Locals, cohortId: string, given: Record<string, string>): Promise<CohortAnswer> {
  const checked = cohortForm.safeParse(given);
  if (!checked.success) return { kind: 'refused', status: 400, errors: fieldErrors(checked.error), given };
  const outcome = await changeCohort(locals.db, deedIn(locals), { id: cohortId, ...checked.data });
  if (outcome === 'done') return { kind: 'done', done: 'changed' };
  if (outcome === 'absent') return { kind: 'absent' };
  return { kind: 'refused', status: 409, errors: { name: NAME_TAKEN }, given };
}
