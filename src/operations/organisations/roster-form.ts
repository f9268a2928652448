import { type FieldErrors, fieldErrors } from '#operations/form-fields';
import { cohortDays } from '#operations/organisations/fields';
import { doImport, dryRun, type RosterOrder, type ShownPlan } from '#operations/organisations/import-roster';
import { receiveRoster } from '#operations/organisations/receive-roster';

/** What a form of the roster page led to. */
export type RosterAnswer =
  | { kind: 'done' }
  | {
      kind: 'show';
      status: number;
      /** Sentences by field; `''` for the form as a whole. */
      errors: FieldErrors;
      text: string;
      days: { startsOn: string; endsOn: string };
      shown?: ShownPlan;
    };

/** Checks a roster, or imports the one that was checked: `act` says which. */
export async function takeRosterForm(locals: App.Locals, request: Request): Promise<RosterAnswer> {
  const received = await receiveRoster(request);
  const nothing = { text: '', days: { startsOn: '', endsOn: '' } };
  if (!received.ok)
    return { kind: 'show', status: received.problem.status, errors: { '': received.problem.sentence }, ...nothing };
  const { text, fields } = received.value;
  const days = { startsOn: fields.get('startsOn')?.trim() ?? '', endsOn: fields.get('endsOn')?.trim() ?? '' };
  const errors = errorsOf(text, days);
  if (Object.keys(errors).length > 0) return { kind: 'show', status: 400, errors, text, days };
  const order = { text, ...(days.startsOn && { days }) };
  const answer = fields.get('act') === 'import' ? await importShown(locals, order, fields.get('plan') ?? '') : {};
  if (answer === 'done') return { kind: 'done' };
  const shown = await dryRun(locals, order);
  const isWrong = shown.plan.problem !== undefined || shown.plan.steps.some(({ kind }) => kind === 'error');
  return { kind: 'show', status: isWrong ? 400 : 200, errors: {}, ...answer, text, days, shown };
}

function errorsOf(text: string, days: { startsOn: string; endsOn: string }): FieldErrors {
  const checked = cohortDays.safeParse(days);
  return {
    ...(text.trim() === '' && { text: 'Choose a file or paste lines.' }),
    ...(checked.error && fieldErrors(checked.error)),
  };
}

async function importShown(
  locals: App.Locals,
  order: RosterOrder,
  mark: string,
): Promise<'done' | { status: number; errors: FieldErrors }> {
  const outcome = await doImport(locals, order, mark);
  switch (outcome.kind) {
    case 'done':
      return 'done';
    case 'changed':
      return { status: 409, errors: { '': 'Something changed since you checked, so nothing was done. Look again.' } };
    case 'refused':
      return { status: 429, errors: { '': outcome.sentence } };
  }
}
