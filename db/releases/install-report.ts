import { ForeignFileError } from '#db/releases/foreign-file';
import type { InstallReport } from '#db/releases/install';
import type { InstallProgress } from '#db/releases/install-progress';
import { KIND_TITLES } from '#db/releases/release-words';

/** Where a command says what happens and how it ended. */
export interface Reporter {
  progress(progress: InstallProgress): void;
  /** The result: one or more lines for people. */
  done(message: string): void;
  failed(error: Error): void;
}

/** `json`: one object per line on standard output, as the administrator's page reads it. Else for people. */
export function reporterFor(json: boolean): Reporter {
  if (json) return jsonReporter((line) => console.log(line));
  return process.stderr.isTTY ? liveReporter() : plainReporter(() => {});
}

function jsonReporter(write: (line: string) => void): Reporter {
  const say = (progress: InstallProgress & { line?: number }) => write(JSON.stringify(progress));
  return {
    progress: say,
    done: (message) => say({ phase: 'done', message }),
    failed: (error) =>
      error instanceof ForeignFileError
        ? say({ phase: 'failed', file: error.file, message: error.why, ...(error.line && { line: error.line }) })
        : say({ phase: 'failed', message: error.message }),
  };
}

function plainReporter(progress: (progress: InstallProgress) => void): Reporter {
  return {
    progress,
    done: (message) => console.log(message),
    failed: (error) =>
      console.error(error instanceof ForeignFileError ? `${error.message}\nNothing was changed.` : error.message),
  };
}

const WIPE = '\r\u001b[K';

/** Keeps one line up to date at a terminal and takes it away before anything else is said. */
function liveReporter(): Reporter {
  const wipe = () => void process.stderr.write(WIPE);
  const plain = plainReporter((progress) => {
    process.stderr.write(WIPE + progressLine(progress).slice(0, (process.stderr.columns ?? 80) - 1));
  });
  return {
    progress: plain.progress,
    done: (message) => {
      wipe();
      plain.done(message);
    },
    failed: (error) => {
      wipe();
      plain.failed(error);
    },
  };
}

const VERBS: Record<InstallProgress['phase'], string> = {
  downloading: 'Downloading',
  reading: 'Reading',
  writing: 'Writing',
  done: 'Done',
  failed: 'Failed',
};

function progressLine({ phase, file, done, total, message }: InstallProgress): string {
  const share = done !== undefined && total ? `${Math.floor((100 * done) / total)} % ` : '';
  return [VERBS[phase], `${share}${file ?? ''}`, message].filter(Boolean).join(' ');
}

/** What an install did, in lines for people. */
export function installLines(report: InstallReport): string[] {
  const installed = report.installed.map(
    ({ system, label, kind, effectiveFrom, isDerived }) =>
      `Installed ${system} ${label} from ${effectiveFrom}: ${KIND_TITLES[kind]}${isDerived ? ' (derived, not the agency’s own file)' : ''}`,
  );
  const { unchanged, notNeeded, notRecognised } = report;
  return [
    ...installed,
    ...unchanged.map((file) => `${file} is installed already.`),
    ...(notNeeded.length > 0
      ? [`Not needed: ${notNeeded.map(({ file, why }) => `${file} (${why})`).join(', ')}.`]
      : []),
    ...(notRecognised.length > 0 ? [`Not recognised and left alone: ${notRecognised.join(', ')}.`] : []),
    ...(installed.length === 0 ? ['Nothing to do.'] : []),
  ];
}
