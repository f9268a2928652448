import type { KeepState } from './sitting-keeper.ts';

/** What waits on this device, as the beginning of a sentence. */
export function answersKept(answers: number): string {
  if (answers === 0) return 'no new answer, other changes are kept on this device';
  return answers === 1 ? '1 answer is kept on this device' : `${answers} answers are kept on this device`;
}

/** Whether the answers are safe. "Saved" is said only of what the server has acknowledged. */
export function KeepStatus({ state, isQuiet }: { state: KeepState; isQuiet: boolean }) {
  const isTrouble = state.kind === 'waiting' || state.kind === 'refused';
  return (
    <span className={isTrouble ? 'save-status trouble' : 'save-status'}>
      <span role={isQuiet ? undefined : 'status'}>{isTrouble ? troubleText(state) : null}</span>
      {isTrouble ? null : state.kind === 'saved' ? 'Saved' : 'Saving …'}
    </span>
  );
}

function troubleText(state: KeepState & { kind: 'waiting' | 'refused' }): string {
  const kept = `Not sent yet: ${answersKept(state.answers)}.`;
  return state.kind === 'refused' ? `${kept} ${state.message}` : kept;
}
