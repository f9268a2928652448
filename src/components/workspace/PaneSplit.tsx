import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** What a separator stands between, how it is told, and which shares of its grid it sets. All numbers are percent. */
const SPLITS = {
  'chart-and-sheet': {
    label: 'Width of the chart',
    keptAs: 'sandbox:chart-share',
    shares: ['--chart-share', '--sheet-share'],
    usual: 50,
  },
  /** With the code book open, chart and book share one side. */
  'reading-and-sheet': {
    label: 'Width of chart and code book',
    keptAs: 'sandbox:reading-share',
    shares: ['--chart-share', '--sheet-share'],
    usual: 66,
  },
  'chart-and-book': {
    label: 'Width of the chart beside the code book',
    keptAs: 'sandbox:chart-part',
    shares: ['--chart-part', '--book-part'],
    usual: 50,
  },
  /** In an exam: the text that questions ask about, or the code book, beside the question. */
  'text-and-question': {
    label: 'Width of the text',
    keptAs: 'exam:text-share',
    shares: ['--text-share', '--question-share'],
    usual: 50,
  },
  'question-and-book': {
    label: 'Width of the question beside the code book',
    keptAs: 'exam:question-share',
    shares: ['--asked-share', '--book-share'],
    usual: 50,
  },
} as const;
const LEAST = 25;
const MOST = 75;

/** A separator that is moved by pointer or by arrow keys; remembers its place on this device. */
export function PaneSplit({ between }: { between: keyof typeof SPLITS }) {
  const { label, usual } = SPLITS[between];
  const bar = useRef<HTMLDivElement>(null);
  const [share, place] = useShare(between, bar);

  function onKeyDown(event: KeyboardEvent) {
    const next = { ArrowLeft: share - 2, ArrowRight: share + 2, Home: LEAST, End: MOST, Enter: usual }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    place(next);
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (event.currentTarget.hasPointerCapture(event.pointerId) && frame)
      place(((event.clientX - frame.left) / frame.width) * 100);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator is a widget, which hr is not
    <div
      ref={bar}
      className="split"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={share}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuetext={`${share} percent`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => place(usual)}
    />
  );
}

/** The share of the first side, kept on this device and set on the grid the separator stands in. */
function useShare(between: keyof typeof SPLITS, bar: RefObject<HTMLElement | null>): [number, (to: number) => void] {
  const { keptAs, shares, usual } = SPLITS[between];
  const [share, setShare] = useState<number>(usual);
  useEffect(() => {
    const kept = Number(localStorage.getItem(keptAs));
    setShare(kept >= LEAST && kept <= MOST ? kept : usual);
  }, [keptAs, usual]);
  useEffect(() => {
    const [first, second] = shares;
    bar.current?.parentElement?.style.setProperty(first, `${share}fr`);
    bar.current?.parentElement?.style.setProperty(second, `${100 - share}fr`);
  }, [share, shares, bar]);
  function place(percent: number) {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
    setShare(next);
    try {
      localStorage.setItem(keptAs, String(next));
    } catch {
      // Not remembered then; nothing else depends on it.
    }
  }
  return [share, place];
}
