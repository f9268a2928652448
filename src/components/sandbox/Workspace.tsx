import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Chart } from '#domain/chart/chart';
import { SHEET_LISTS } from '#domain/chart/coding-sheet';
import { canonicalText } from '#domain/codeset/code';
import { ChartPane } from './ChartPane.tsx';
import { CodingSheetPane } from './CodingSheetPane.tsx';
import { GradeDialog } from './GradeDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import type { ShownModifier } from './ModifierList.tsx';
import { PaneSplit } from './PaneSplit.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { scopesOf } from './scopes.ts';
import { submit } from './server-doors.ts';
import { useChartMarks } from './use-chart-marks.ts';
import { type StartingPoint, useDraft } from './use-draft.ts';
import { useLetterKeys } from './use-letter-keys.ts';
import { type Titles, useTitles } from './use-titles.ts';
import { useWorkspaceKeys } from './use-workspace-keys.ts';

interface WorkspaceProps {
  chart: Chart;
  start: StartingPoint;
  tryNumber: number;
  titles: Titles;
  modifiers: ShownModifier[];
}

/** Chart on one side, coding sheet on the other, and everything that happens between opening and grading. */
export function Workspace({ chart, start, tryNumber, titles: knownTitles, modifiers }: WorkspaceProps) {
  const { draft, state, findings, change, keeper } = useDraft(start);
  const marks = useChartMarks(chart.documents, change);
  const scopes = useMemo(() => scopesOf(chart), [chart]);
  const codes = useMemo(
    () =>
      SHEET_LISTS.flatMap((list) =>
        draft[list].map((row) => ({ scopes: scopes[list], code: canonicalText(row.code) })),
      ),
    [draft, scopes],
  );
  const { titles, learn } = useTitles(knownTitles, codes);
  const [dialog, setDialog] = useState<'keys' | 'grade'>();
  const [view, setView] = useState<'chart' | 'sheet'>('chart');
  const [areLettersOn, setLetters] = useLetterKeys();
  const fields = {
    find: useRef<HTMLInputElement>(null),
    diagnoses: useRef<HTMLInputElement>(null),
    second: useRef<HTMLInputElement>(null),
    note: useRef<HTMLTextAreaElement>(null),
  };
  const isInpatient = chart.encounter.setting === 'inpatient';

  function goTo(field: keyof typeof fields) {
    // On narrow screens the side has to be shown before its field can take the focus, and typing may follow at once.
    flushSync(() => setView(field === 'find' ? 'chart' : 'sheet'));
    fields[field].current?.focus();
  }
  function otherSide() {
    const isInChart = document.activeElement?.closest('.chart-pane');
    if (isInChart) return goTo('diagnoses');
    flushSync(() => setView('chart'));
    document.querySelector<HTMLElement>('.document:not([hidden])')?.focus();
  }
  useWorkspaceKeys({
    areLettersOn,
    letters: {
      '?': () => setDialog('keys'),
      '/': () => goTo('find'),
      d: () => goTo('diagnoses'),
      p: () => goTo('second'),
      n: () => goTo('note'),
      h: marks.highlight,
    },
    others: { F3: (event) => marks.find.walk(event.shiftKey ? -1 : 1), F6: otherSide },
  });

  async function grade() {
    const isSaved = (await keeper.current?.flush()) ?? false;
    if (!isSaved)
      return {
        ok: false as const,
        message:
          'Your last changes are not saved yet, so the chart was not graded. They are kept on this device; try again in a moment.',
      };
    return submit(start.attemptId, keeper.current?.revision ?? start.revision);
  }

  return (
    <div className="workspace" data-view={view}>
      <div className="work-bar">
        <div className="view-switch">
          <button type="button" className="button" aria-pressed={view === 'chart'} onClick={() => setView('chart')}>
            Chart
          </button>
          <button type="button" className="button" aria-pressed={view === 'sheet'} onClick={() => setView('sheet')}>
            Coding sheet
          </button>
        </div>
        <span className="fill" />
        <SaveStatus state={state} />
        <button type="button" className="button" onClick={() => setDialog('keys')}>
          Keys <kbd>?</kbd>
        </button>
        <button type="button" className="button main" onClick={() => setDialog('grade')}>
          Grade chart
        </button>
      </div>
      <div className="panes">
        <section className="pane chart-pane" aria-label="Chart">
          <ChartPane
            documents={chart.documents}
            open={marks.open}
            onOpen={marks.setOpen}
            highlights={draft.highlights}
            find={marks.find}
            findRef={fields.find}
            message={marks.message}
            onHighlight={marks.highlight}
            onUnhighlight={marks.unhighlight}
            onShow={marks.show}
          />
        </section>
        <PaneSplit />
        <section className="pane sheet-pane" aria-label="Coding sheet">
          <CodingSheetPane
            chart={chart}
            draft={draft}
            titles={titles}
            modifiers={modifiers}
            findings={findings}
            scopes={scopes}
            fields={fields}
            change={change}
            learnTitle={learn}
          />
        </section>
      </div>
      <KeysDialog
        isOpen={dialog === 'keys'}
        areLettersOn={areLettersOn}
        isInpatient={isInpatient}
        onLetters={setLetters}
        onClose={() => setDialog(undefined)}
      />
      <GradeDialog
        isOpen={dialog === 'grade'}
        draft={draft}
        setting={chart.encounter.setting}
        tryNumber={tryNumber}
        onGrade={grade}
        onClose={() => setDialog(undefined)}
      />
    </div>
  );
}
