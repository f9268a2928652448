import { recordAudit } from '#db/queries/audit';

export type PasskeyChange = { change: 'name'; passkey: string; name: string } | { change: 'remove'; passkey: string };
export type PasskeyOutcome = { kind: 'done'; done: string } | { kind: 'refused'; sentence: string; status: 404 | 429 };

/** Renames or removes a passkey of who is signed in; one of somebody else is not there for them. */
export async function changePasskey(locals: App.Locals, change: PasskeyChange): Promise<PasskeyOutcome> {
  const { auth, db, actor, now } = locals;
  const { status } =
    change.change === 'name'
      ? await auth.ask('/passkey/update-passkey', { id: change.passkey, name: change.name })
      : await auth.ask('/passkey/delete-passkey', { id: change.passkey });
  if (status === 429) return { kind: 'refused', status, sentence: 'Too many tries. Try again in a minute.' };
  if (status !== 200) return { kind: 'refused', status: 404, sentence: 'There is no such passkey of yours.' };
  if (change.change === 'remove')
    await recordAudit(db, {
      action: 'second-factor-changed',
      actorId: actor.personId,
      subjectId: actor.personId,
      at: now,
      details: { change: 'passkey-removed' },
    });
  return { kind: 'done', done: change.change };
}
