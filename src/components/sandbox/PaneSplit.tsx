import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** What a separator stands between, how it is told, and which shares of the grid it sets. All numbers are percent. */
const SPLITS = {
  'chart-and-sheet': {
    label: 'Width of the chart',
    orientation: 'vertical',
    keptAs: 'sandbox:chart-share',
    shares: ['--chart-share', '--sheet-share'],
    usual: 50,
  },
  'chart-and-book': {
    label: 'Height of the chart above the code book',
    orientation: 'horizontal',
    keptAs: 'sandbox:chart-height',
    shares: ['--chart-height', '--book-height'],
    usual: 42,
  },
} as const;
const LEAST = 25;
const MOST = 75;

/** A separator that is moved by pointer or by arrow keys; remembers its place on this device. */
export function PaneSplit({ between }: { between: keyof typeof SPLITS }) {
  const { label, orientation, usual } = SPLITS[between];
  const bar = useRef<HTMLDivElement>(null);
  const [share, place] = useShare(between, bar);
  const isUpright = orientation === 'vertical';

  function onKeyDown(event: KeyboardEvent) {
    const to = {
      [isUpright ? 'ArrowLeft' : 'ArrowUp']: share - 2,
      [isUpright ? 'ArrowRight' : 'ArrowDown']: share + 2,
    };
    const next = { ...to, Home: LEAST, End: MOST, Enter: usual }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    place(next);
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame) return;
    const part = isUpright ? (event.clientX - frame.left) / frame.width : (event.clientY - frame.top) / frame.height;
    place(part * 100);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator is a widget, which hr is not
    <div
      ref={bar}
      className={`split ${orientation}`}
      role="separator"
      aria-orientation={orientation}
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
    if (kept >= LEAST && kept <= MOST) setShare(kept);
  }, [keptAs]);
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
