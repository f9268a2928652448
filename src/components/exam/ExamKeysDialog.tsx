import { Dialog } from '../workspace/Dialog.tsx';

interface KeysProps {
  isOpen: boolean;
  areLettersOn: boolean;
  isCodeBookAllowed: boolean;
  onLetters(on: boolean): void;
  onClose(): void;
}

const KEYS: [keys: string[], does: string][] = [
  [['1', '–', '6', 'A', '–', 'D'], 'Choose an option; again takes it back where several can be chosen'],
  [['Shift', '1', '–', '6'], 'Strike an option out, or take that back'],
  [['N', 'P'], 'Next and previous question'],
  [['F'], 'Flag the question'],
  [['G'], 'Go to a question'],
  [['R'], 'Review all'],
  [['M'], 'Note; Esc leads back to the question'],
  [['H'], 'Highlight what is selected; once more takes it away'],
  [['←', '→', 'Shift'], 'In the text of a question or record: choose words, with Shift several'],
  [['↓', '↑'], 'With words chosen: on to the options, and back'],
  [['K'], 'Calculator; Esc closes it'],
  [['/'], 'Code book; Esc closes it'],
  [['?'], 'This list'],
];

/** Every key of the exam, and the switch that turns single keys off (WCAG 2.1.4). */
export function ExamKeysDialog({ isOpen, areLettersOn, isCodeBookAllowed, onLetters, onClose }: KeysProps) {
  return (
    <Dialog isOpen={isOpen} labelledBy="exam-keys-heading" onClose={onClose}>
      <h2 id="exam-keys-heading">Keys</h2>
      <table className="keys">
        <tbody>
          {KEYS.filter(([[first]]) => first !== '/' || isCodeBookAllowed).map(([keys, does]) => (
            <tr key={does}>
              <td>
                {keys.map((key, at) =>
                  key === '–' ? (
                    ' – '
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the same sign may stand there twice
                    <span key={at}>
                      {' '}
                      <kbd>{key}</kbd>
                    </span>
                  ),
                )}
              </td>
              <th scope="row">{does}</th>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dialog-option">
        <label>
          <input type="checkbox" checked={areLettersOn} onChange={(event) => onLetters(event.target.checked)} /> Single
          keys work outside fields
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
