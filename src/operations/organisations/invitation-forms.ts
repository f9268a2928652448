import { z } from 'astro/zod';
import { type FieldErrors, fieldErrors, readFields } from '#operations/form-fields';
import { inviteForm } from '#operations/organisations/fields';
import { type InviteOutcome, invite, sendAgain, withdraw } from '#operations/organisations/invite';

export type TakenForm =
  | { kind: 'done'; done: 'sent' | 'again' | 'withdrawn' }
  | { kind: 'refused'; status: number; errors: FieldErrors; given: Record<string, string> };

const actForm = z.looseObject({ act: z.enum(['invite', 'send-again', 'withdraw']), invitation: z.string().optional() });

/** Does what a form of the page of invitations asks for: `act` says which. */
export async function takeInvitationForm(locals: App.Locals, request: Request): Promise<TakenForm> {
  const read = await readFields(request, actForm);
  const { given } = read;
  if (!read.ok)
    return { kind: 'refused', status: 400, errors: { '': 'This form could not be read. Try again.' }, given };
  const { act, invitation = '' } = read.fields;
  if (act === 'invite') return takeInvite(locals, given);
  const isAgain = act === 'send-again';
  const outcome = await (isAgain ? sendAgain : withdraw)(locals, invitation);
  return told(outcome, isAgain ? 'again' : 'withdrawn', given);
}

async function takeInvite(locals: App.Locals, given: Record<string, string>): Promise<TakenForm> {
  const checked = inviteForm.safeParse(given);
  if (checked.success) return told(await invite(locals, checked.data), 'sent', given);
  return { kind: 'refused', status: 400, errors: fieldErrors(checked.error), given };
}

const told = (
  outcome: InviteOutcome,
  done: 'sent' | 'again' | 'withdrawn',
  given: Record<string, string>,
): TakenForm => (outcome.kind === 'done' ? { kind: 'done', done } : { ...outcome, given });
