/** One step of an install, as the command prints it and the administrator's page reads it. */
export interface InstallProgress {
  phase: 'downloading' | 'reading' | 'writing' | 'done' | 'failed';
  file?: string;
  /** Files, or bytes while downloading. */
  done?: number;
  total?: number;
  message?: string;
}

export type OnProgress = (progress: InstallProgress) => void;
