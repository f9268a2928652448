import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

const KEPT_AS = 'sandbox:chart-share';
const [LEAST, MOST, USUAL] = [25, 75, 50];

/** The bar between chart and sheet: dragged, or moved by arrow keys; remembers its place on this device. */
export function PaneSplit() {
  const bar = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(USUAL);

  useEffect(() => {
    const kept = Number(localStorage.getItem(KEPT_AS));
    if (kept >= LEAST && kept <= MOST) setShare(kept);
  }, []);
  useEffect(() => {
    bar.current?.parentElement?.style.setProperty('--chart-share', `${share}fr`);
    bar.current?.parentElement?.style.setProperty('--sheet-share', `${100 - share}fr`);
  }, [share]);

  function place(percent: number) {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
    setShare(next);
    try {
      localStorage.setItem(KEPT_AS, String(next));
    } catch {
      // Not remembered then; nothing else depends on it.
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowLeft: share - 2, ArrowRight: share + 2, Home: LEAST, End: MOST, Enter: USUAL }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    place(to);
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
      aria-label="Width of the chart"
      aria-valuenow={share}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuetext={`${share} percent`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => place(USUAL)}
    />
  );
}
