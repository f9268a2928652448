import { actions } from 'astro:actions';
import { useCallback, useEffect, useState } from 'react';
import type { Chart } from '#domain/chart/chart';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { ShownModifier } from './ModifierList.tsx';
import type { StartingPoint } from './use-draft.ts';
import type { Titles } from './use-titles.ts';
import { Workspace } from './Workspace.tsx';

type Start = StartingPoint & { tryNumber: number };

interface OpenWorkspaceProps {
  chart: Chart;
  /** The attempt the learner is in the middle of; without one, one is begun as the page opens. */
  start: Start | undefined;
  isFurtherTry: boolean;
  titles: Titles;
  modifiers: ShownModifier[];
}

const NOTHING_YET: Start = { attemptId: '', tryNumber: 1, draft: emptyDraft(), revision: 0, savedAt: 0, findings: [] };

/** Opens the attempt, then hands over to the workspace. Beginning work is a write, so a page view alone never does it. */
export function OpenWorkspace({ chart, start: found, isFurtherTry, titles, modifiers }: OpenWorkspaceProps) {
  const [start, setStart] = useState(found);
  const [problem, setProblem] = useState('');

  const open = useCallback(async () => {
    setProblem('');
    try {
      const begin = isFurtherTry ? actions.practice.tryAgain : actions.practice.open;
      const { data, error } = await begin({ slug: chart.slug });
      if (error) setProblem(error.message);
      else setStart({ ...data, savedAt: Date.now(), findings: [] });
    } catch {
      setProblem('There is no connection, so this chart could not be opened for coding.');
    }
  }, [chart.slug, isFurtherTry]);

  useEffect(() => {
    if (!found) void open();
    // Reloading later must not begin yet another try.
    if (location.search) history.replaceState(null, '', location.pathname);
  }, [found, open]);

  return (
    <>
      <div role="alert">
        {problem ? (
          <p className="notice wrong">
            {problem}{' '}
            <button type="button" className="button" onClick={open}>
              Try again
            </button>
          </p>
        ) : null}
      </div>
      <div className="workspace-frame" inert={!start}>
        <Workspace
          key={start?.attemptId ?? ''}
          chart={chart}
          start={start ?? NOTHING_YET}
          tryNumber={start?.tryNumber ?? 1}
          titles={titles}
          modifiers={modifiers}
        />
      </div>
    </>
  );
}
