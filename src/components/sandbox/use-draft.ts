import { useEffect, useRef, useState } from 'react';
import { SHEET_LISTS } from '#domain/chart/coding-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { canonicalText } from '#domain/codeset/code';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { onWayOut } from '../workspace/on-way-out.ts';
import { DraftKeeper, type PeerMessage, type SaveState } from './draft-keeper.ts';
import { openOutbox } from './draft-outbox.ts';
import { newRowId } from './row-id.ts';
import { saveDraft, sendLast } from './server-doors.ts';
import { changeSheet, type SheetChange } from './sheet-reducer.ts';

/** A finding tied to the row and the code it was found on, so that it never stands under another row. */
export interface RowFinding {
  rowId: string;
  code: string;
  finding: EditFinding;
}

export interface StartingPoint {
  attemptId: string;
  draft: DraftSheet;
  revision: number;
  savedAt: number;
  findings: EditFinding[];
}

/** The sheet of one attempt, kept safe while the page is open. */
export function useDraft(start: StartingPoint) {
  const [draft, setDraft] = useState(start.draft);
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: start.savedAt });
  const [findings, setFindings] = useState(() => placeFindings(start.findings, start.draft));
  const latest = useRef(start.draft);
  const keeper = useRef<DraftKeeper>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for the life of the page
  useEffect(() => {
    if (!start.attemptId) return;
    const peers = 'BroadcastChannel' in window ? new BroadcastChannel(`attempt:${start.attemptId}`) : undefined;
    const kept = new DraftKeeper(
      { draft: start.draft, revision: start.revision },
      {
        send: (revision, sheet) => saveDraft(start.attemptId, revision, sheet),
        outbox: openOutbox(localStorage, start.attemptId, newRowId()),
        tellPeers: (message) => peers?.postMessage(message),
        onDraft: (sheet) => {
          latest.current = sheet;
          setDraft(sheet);
        },
        onState: setState,
        onFindings: (found, sheet) => setFindings(placeFindings(found, sheet)),
        later: (work, ms) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
      },
    );
    keeper.current = kept;
    const hear = (event: MessageEvent<PeerMessage>) => kept.hear(event.data);
    peers?.addEventListener('message', hear);
    const stopWatching = onWayOut({
      flush: () => void kept.flush(),
      leave: () => {
        if (kept.unsaved) sendLast(start.attemptId, kept.unsaved);
      },
    });
    kept.recover();
    return () => {
      kept.stop();
      peers?.close();
      stopWatching();
    };
  }, []);

  function change(what: SheetChange) {
    latest.current = changeSheet(latest.current, what);
    setDraft(latest.current);
    keeper.current?.change(latest.current);
  }
  return { draft, state, findings, change, keeper };
}

function placeFindings(findings: EditFinding[], draft: DraftSheet): RowFinding[] {
  // Findings count the rows that have a code, as grading does.
  const coded = Object.fromEntries(
    SHEET_LISTS.map((list) => [list, draft[list].filter((row) => canonicalText(row.code) !== '')]),
  );
  return findings.flatMap((finding) => {
    const row = coded[finding.list]?.[finding.entry];
    return row ? [{ rowId: row.id, code: canonicalText(row.code), finding }] : [];
  });
}
