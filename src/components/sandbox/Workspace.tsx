import { useMemo, useState } from 'react';
import type { Chart } from '#domain/chart/chart';
import { SHEET_LISTS } from '#domain/chart/coding-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { canonicalText } from '#domain/codeset/code';
import { useLookUpLog } from '../code-book/use-look-up-log.ts';
import { PaneSplit } from '../workspace/PaneSplit.tsx';
import { useLetterKeys } from '../workspace/use-letter-keys.ts';
import { useWorkspaceKeys } from '../workspace/use-workspace-keys.ts';
import { BookSide } from './BookSide.tsx';
import { ChartPane } from './ChartPane.tsx';
import { CodingSheetPane } from './CodingSheetPane.tsx';
import { GradeDialog } from './GradeDialog.tsx';
import { gradeDoor } from './grade-door.ts';
import { KeysDialog } from './KeysDialog.tsx';
import type { ShownModifier } from './ModifierList.tsx';
import { newRowId } from './row-id.ts';
import { scopesOf } from './scopes.ts';
import { useChartMarks } from './use-chart-marks.ts';
import { useCodeBookSide } from './use-code-book-side.ts';
import { type StartingPoint, useDraft } from './use-draft.ts';
import { type Titles, useTitles } from './use-titles.ts';
import { useWorkspaceView } from './use-workspace-view.ts';
import { WorkBar } from './WorkBar.tsx';

interface WorkspaceProps {
  chart: Chart;
  start: StartingPoint;
  tryNumber: number;
  titles: Titles;
  modifiers: ShownModifier[];
}

/** Chart, code book and coding sheet, and everything that happens between opening and grading. */
export function Workspace(props: WorkspaceProps) {
  const { chart, start } = props;
  const work = useWork(props);
  const { draft, state, findings, change, keeper, lookUps, marks, view, book, dialog, setDialog, letters } = work;
  return (
    <div className={book.isOpen ? 'workspace with-book' : 'workspace'} data-view={view.view}>
      <WorkBar
        view={view.view}
        saving={state}
        isBookOpen={book.isOpen}
        onView={view.setView}
        onBook={book.goToSearch}
        onCloseBook={book.close}
        onKeys={() => setDialog('keys')}
        onGrade={() => setDialog('grade')}
      />
      <div className="panes">
        <div className="reading">
          <section className="pane chart-pane" aria-label="Chart">
            <ChartPane
              documents={chart.documents}
              open={marks.open}
              onOpen={marks.setOpen}
              highlights={draft.highlights}
              find={marks.find}
              findRef={view.fields.find}
              message={marks.message}
              onHighlight={marks.highlight}
              onUnhighlight={marks.unhighlight}
              onShow={marks.show}
            />
          </section>
          <BookSide side={book} onWords={(words) => lookUps.note('search', words)} />
        </div>
        <PaneSplit between={book.isOpen ? 'reading-and-sheet' : 'chart-and-sheet'} />
        <section className="pane sheet-pane" aria-label="Coding sheet">
          <CodingSheetPane
            chart={chart}
            draft={draft}
            titles={work.titles}
            modifiers={props.modifiers}
            findings={findings}
            scopes={work.scopes}
            fields={view.fields}
            change={change}
            learnTitle={work.learn}
            note={lookUps.note}
            openInBook={book.openPage}
          />
        </section>
      </div>
      <KeysDialog
        isOpen={dialog === 'keys'}
        areLettersOn={letters.areOn}
        isInpatient={chart.encounter.setting === 'inpatient'}
        onLetters={letters.set}
        onClose={() => setDialog(undefined)}
      />
      <GradeDialog
        isOpen={dialog === 'grade'}
        draft={draft}
        setting={chart.encounter.setting}
        tryNumber={props.tryNumber}
        onGrade={gradeDoor(start, keeper, lookUps)}
        onClose={() => setDialog(undefined)}
      />
    </div>
  );
}

/** Everything a workspace holds: the sheet and its safety, the marks in the chart, the book, the view and the keys. */
function useWork({ chart, start, titles: knownTitles }: WorkspaceProps) {
  const sheet = useDraft(start);
  const lookUps = useLookUpLog(start.attemptId, newRowId);
  const marks = useChartMarks(chart.documents, sheet.change);
  const scopes = useMemo(() => scopesOf(chart), [chart]);
  const codes = useMemo(() => codesOf(sheet.draft, scopes), [sheet.draft, scopes]);
  const titles = useTitles(knownTitles, codes);
  const view = useWorkspaceView();
  const book = useCodeBookSide(chart, { ...sheet, lookUps, setView: view.setView });
  const [dialog, setDialog] = useState<'keys' | 'grade'>();
  const [areOn, set] = useLetterKeys();
  useWorkspaceKeys({
    areLettersOn: areOn,
    letters: {
      '?': () => setDialog('keys'),
      '/': () => view.goTo('find'),
      b: book.goToSearch,
      d: () => view.goTo('diagnoses'),
      p: () => view.goTo('second'),
      n: () => view.goTo('note'),
      h: marks.highlight,
    },
    others: {
      F3: (event) => marks.find.walk(event.shiftKey ? -1 : 1),
      F6: () => goToNextSide(view, book),
    },
  });
  return { ...sheet, ...titles, lookUps, marks, scopes, view, book, dialog, setDialog, letters: { areOn, set } };
}

/** From the chart to the code book, where it is open, to the sheet, and back to the chart. */
function goToNextSide(view: ReturnType<typeof useWorkspaceView>, book: ReturnType<typeof useCodeBookSide>): void {
  const here = document.activeElement;
  if (here?.closest('.chart-pane')) book.isOpen ? book.goToSearch() : view.goTo('diagnoses');
  else if (here?.closest('.book-side')) view.goTo('diagnoses');
  else view.goToDocument();
}

const codesOf = (draft: DraftSheet, scopes: ReturnType<typeof scopesOf>) =>
  SHEET_LISTS.flatMap((list) => draft[list].map((row) => ({ scopes: scopes[list], code: canonicalText(row.code) })));
