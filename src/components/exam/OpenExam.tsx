import { lazy, Suspense, useEffect, useState } from 'react';
import type { TakenCode } from '../code-book/CodeBookPane.tsx';
import { PaneSplit } from '../workspace/PaneSplit.tsx';
import { CalculatorPad } from './CalculatorPad.tsx';
import { ExamKeysDialog } from './ExamKeysDialog.tsx';
import type { ExamFacts } from './exam-facts.ts';
import { GoToDialog } from './GoToDialog.tsx';
import { HandInButton } from './HandInButton.tsx';
import { ItemView } from './ItemView.tsx';
import { nextOpen } from './navigator-state.ts';
import { ReviewScreen } from './ReviewScreen.tsx';
import { ScenarioPane } from './ScenarioPane.tsx';
import { withCode } from './TypedCodesAnswer.tsx';
import { useExamKeys } from './use-exam-keys.ts';
import type { Sitting } from './use-sitting.ts';
import type { Tools } from './use-tools.ts';

/** It is as large as the rest of the screen, and most questions do without. */
const ExamBook = lazy(() => import('./ExamBook.tsx'));

interface OpenExamProps {
  facts: ExamFacts;
  sitting: Sitting;
  tools: Tools;
}

/** The exam while the clock runs: the question with its text and the tools, or the review, and the way between them. */
export function OpenExam({ facts, sitting, tools }: OpenExamProps) {
  const { place, screen, marks, go } = sitting;
  const keys = useExamKeys(facts, sitting, tools);
  const close = () => tools.setDialog(undefined);
  return (
    <>
      <div className="exam-panes">
        {screen === 'question' ? (
          <Question facts={facts} sitting={sitting} tools={tools} />
        ) : (
          <ReviewScreen {...sitting} items={facts.items} onGo={go} />
        )}
        {facts.isCodeBookAllowed ? <BookSide facts={facts} sitting={sitting} tools={tools} /> : null}
      </div>
      {tools.isCalculatorOpen ? <CalculatorPad onClose={tools.toggleCalculator} /> : null}
      <ExamFoot facts={facts} sitting={sitting} onGoTo={() => tools.setDialog('go-to')} />
      <GoToDialog
        isOpen={tools.dialog === 'go-to'}
        marks={marks}
        current={place}
        onGo={(to) => {
          close();
          // The dialog gives the focus back to where it came from; the question takes it after that.
          setTimeout(() => go(to));
        }}
        onClose={close}
      />
      <ExamKeysDialog
        isOpen={tools.dialog === 'keys'}
        areLettersOn={keys.areLettersOn}
        isCodeBookAllowed={facts.isCodeBookAllowed}
        onLetters={keys.setLetters}
        onClose={close}
      />
    </>
  );
}

function Question({ facts, sitting, tools }: OpenExamProps) {
  const { items, scenarios, drawings, accommodations } = facts;
  const { place, heading, stateOf, scenarioHolder, change } = sitting;
  const asked = items[place];
  if (!asked) return null;
  const scenario = asked.scenario === undefined ? undefined : scenarios[asked.scenario];
  const askedBy = items.filter((one) => one.scenario === asked.scenario).map((one) => one.place + 1);
  const state = stateOf(place);
  return (
    <div className={scenario ? 'asking with-text' : 'asking'}>
      {scenario ? (
        <>
          <ScenarioPane
            key={asked.scenario}
            scenario={scenario}
            askedBy={askedBy}
            highlights={stateOf(scenarioHolder).highlights}
          />
          <PaneSplit between="text-and-question" />
        </>
      ) : null}
      <div className="pane question-pane">
        <ItemView
          key={place}
          asked={asked}
          many={items.length}
          state={state}
          drawings={drawings}
          isQuiet={accommodations.screenReader}
          isNoteOpen={tools.isNoteOpen(place, state.note !== '')}
          heading={heading}
          onChange={(what) => change(place, what)}
          onNote={(isOpen) => tools.setNoteOpen(place, isOpen)}
        />
      </div>
    </div>
  );
}

/** The book loads when it is first opened, and stays where it was left. */
function BookSide({ facts, sitting, tools }: OpenExamProps) {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    if (tools.isBookOpen) setLoaded(true);
  }, [tools.isBookOpen]);
  const { place, stateOf, change } = sitting;
  function take({ code }: TakenCode): string {
    const isTyped = facts.items[place]?.item.type === 'typed-codes' && sitting.screen === 'question';
    if (!isTyped) return `${code} was not taken: this question asks for no codes to be typed.`;
    const what = withCode(stateOf(place), code);
    if (!what) return `${code} was not taken: the rows are full.`;
    change(place, what);
    return `${code} is in your answer.`;
  }
  return (
    <>
      {tools.isBookOpen ? <PaneSplit between="question-and-book" /> : null}
      <section className="pane book-side" aria-label="Code book" hidden={!tools.isBookOpen}>
        {isLoaded ? (
          <Suspense fallback={<p className="soft">Opening …</p>}>
            <ExamBook choice={facts.bookChoice} isOpen={tools.isBookOpen} onTake={take} onClose={tools.toggleBook} />
          </Suspense>
        ) : null}
      </section>
    </>
  );
}

interface FootProps {
  facts: ExamFacts;
  sitting: Sitting;
  onGoTo(): void;
}

/** The way between the questions; from the review, however long its list, also the way out. */
function ExamFoot({ facts, sitting, onGoTo }: FootProps) {
  const { place, screen, marks, go, review, flush } = sitting;
  const many = facts.items.length;
  const isReview = screen === 'review';
  const open = nextOpen(marks, isReview ? -1 : place);
  return (
    <nav className="exam-foot" aria-label="Questions">
      <button
        type="button"
        className="button"
        aria-disabled={!isReview && place === 0}
        aria-label={isReview ? undefined : 'Previous question'}
        onClick={() => go(isReview ? place : place - 1)}
      >
        {isReview ? (
          `Back to question ${place + 1}`
        ) : (
          <>
            ←<span className="long-word"> Previous</span>
          </>
        )}
      </button>
      <button type="button" className="button" onClick={onGoTo}>
        {isReview ? 'Go to …' : `${place + 1} of ${many}`}
      </button>
      {open === undefined || open === place ? null : (
        <button type="button" className="button next-open" onClick={() => go(open)}>
          Next unanswered
        </button>
      )}
      <span className="fill" />
      {isReview ? (
        <HandInButton sittingId={facts.sittingId} marks={marks} flush={flush} />
      ) : (
        <button type="button" className={place === many - 1 ? 'button main' : 'button'} onClick={review}>
          Review
        </button>
      )}
      {isReview || place === many - 1 ? null : (
        <button type="button" className="button main" aria-label="Next question" onClick={() => go(place + 1)}>
          Next →
        </button>
      )}
    </nav>
  );
}
