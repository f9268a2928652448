import type { ReactNode } from 'react';
import { Dialog } from '../workspace/Dialog.tsx';

const K = ({ children }: { children: ReactNode }) => <kbd>{children}</kbd>;

interface KeysDialogProps {
  isOpen: boolean;
  areLettersOn: boolean;
  isInpatient: boolean;
  onLetters(on: boolean): void;
  onClose(): void;
}

/** Every key of the workspace, and the switch that turns single-letter keys off (WCAG 2.1.4). */
export function KeysDialog({ isOpen, areLettersOn, isInpatient, onLetters, onClose }: KeysDialogProps) {
  const second = isInpatient ? 'procedure' : 'service line';
  return (
    <Dialog isOpen={isOpen} labelledBy="keys-heading" onClose={onClose}>
      <h2 id="keys-heading">Keys</h2>
      <table className="keys">
        <caption>Anywhere</caption>
        <tbody>
          <Key keys={<K>?</K>} does="This list" />
          <Key keys={<K>/</K>} does="Find in the chart" />
          <Key keys={<K>D</K>} does="Add a diagnosis" />
          <Key keys={<K>P</K>} does={`Add a ${second}`} />
          <Key keys={<K>N</K>} does="Note" />
          <Key keys={<K>B</K>} does="Code book; Esc closes it" />
          <Key keys={<K>F6</K>} does="To the next side: chart, code book, coding sheet" />
        </tbody>
      </table>
      <table className="keys">
        <caption>Chart</caption>
        <tbody>
          <Key
            keys={
              <>
                <K>←</K> <K>→</K>
              </>
            }
            does="Other document, while on the tabs"
          />
          <Key
            keys={
              <>
                <K>F3</K> <K>Shift F3</K>
              </>
            }
            does="Next and previous match; Enter in the find field"
          />
          <Key keys={<K>H</K>} does="Highlight what is selected, or else the match you are at" />
        </tbody>
      </table>
      <table className="keys">
        <caption>Coding sheet</caption>
        <tbody>
          <Key keys={<K>Enter</K>} does="Take the chosen code, or the code as typed" />
          <Key
            keys={
              <>
                <K>↓</K> <K>↑</K>
              </>
            }
            does="Choose from the list of codes; Esc closes it"
          />
          <Key
            keys={
              <>
                <K>Alt ↑</K> <K>Alt ↓</K>
              </>
            }
            does="Move the row you are in"
          />
          <Key keys={<K>Alt Enter</K>} does="Open the row's code, or the chosen one of the list, in the code book" />
          {isInpatient ? (
            <Key
              keys={
                <>
                  <K>Y</K> <K>N</K> <K>U</K> <K>W</K> <K>E</K>
                </>
              }
              does="POA indicator, while on it; Delete clears"
            />
          ) : null}
          <Key
            keys={<K>Enter</K>}
            does="In the empty field: to the first cell still to fill. In a cell: to the one below; Shift goes up"
          />
          <Key keys={<K>Paste</K>} does="Several codes at once make several rows" />
        </tbody>
      </table>
      <p className="dialog-option">
        <label>
          <input type="checkbox" checked={areLettersOn} onChange={(event) => onLetters(event.target.checked)} /> Single
          keys (<K>?</K> <K>/</K> <K>B</K> <K>D</K> <K>P</K> <K>N</K> <K>H</K>) work outside fields
        </label>
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button main" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Key({ keys, does }: { keys: ReactNode; does: string }) {
  return (
    <tr>
      <td>{keys}</td>
      <th scope="row">{does}</th>
    </tr>
  );
}
