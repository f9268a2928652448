import type { InstalledRelease } from '#db/queries/releases';
import type { OnlineFile } from '#db/releases/online/manifest';
import type { JobReport, JobState } from './job.ts';

const PHASES = { downloading: 'Downloading', reading: 'Reading', writing: 'Writing', done: 'Done', failed: 'Failed' };

/** What a running job does just now: "Downloading ICD-10-CM FY2026 codes", "Writing the search index". */
export function stepOf({ said }: JobReport): string {
  if (!said) return 'Starting';
  return [PHASES[said.phase], said.file ?? said.message].filter(Boolean).join(' ');
}

const ENDS: Record<Exclude<JobState, 'running'>, string> = {
  done: 'Done.',
  failed: 'Refused: nothing was changed.',
  stopped: 'Stopped: nothing was changed. What was downloaded is kept for the next time.',
  interrupted: 'Interrupted, because the server ended: nothing was changed. What was downloaded is kept.',
};

/** What it writes is kept from one moment on, and the search is made ready after that: nobody can say which it was. */
const ENDS_WHILE_WRITING = {
  stopped: 'Stopped while it was writing: all of it is kept, or none of it. The list below says which.',
  interrupted: 'Interrupted while it was writing: all of it is kept, or none of it. The list below says which.',
};

/** How an ended job ended, and what it said to that, a sentence an item. */
export function endOf({ state, said }: JobReport): { sentence: string; details: string[] } {
  if (state === 'running') return { sentence: 'It is running.', details: [] };
  if (said?.phase === 'writing' && (state === 'stopped' || state === 'interrupted'))
    return { sentence: ENDS_WHILE_WRITING[state], details: [] };
  const isLast = said?.phase === 'done' || said?.phase === 'failed';
  if (!isLast || !said.message)
    return {
      sentence: ENDS[state],
      details: state === 'failed' ? ['Something went wrong on our side; the server’s log says what.'] : [],
    };
  const place = said.file ? `${said.file}${said.line ? `, line ${said.line}` : ''}: ` : '';
  return { sentence: ENDS[state], details: `${place}${said.message}`.split('\n') };
}

/** Files with a known address that bring something which is not installed from an agency's file. */
export function missingFrom(installed: readonly InstalledRelease[], files: readonly OnlineFile[]): OnlineFile[] {
  const isHere = (wanted: OnlineFile['brings'][number]) =>
    installed.some(
      (release) =>
        release.source === 'official' &&
        release.kind === wanted.kind &&
        release.system === wanted.system &&
        release.label === wanted.label &&
        (wanted.effectiveFrom === undefined || release.effectiveFrom === wanted.effectiveFrom),
    );
  return files.filter(({ brings }) => !brings.every(isHere));
}
