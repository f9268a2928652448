import { useEffect, useState } from 'react';
import type { SaveState } from './draft-keeper.ts';

const OFFLINE = 'Not saved yet: no connection. Kept on this device; trying again.';

/**
 * Saving made visible. The seconds change silently; only trouble, and its end, are announced.
 */
export function SaveStatus({ state }: { state: SaveState }) {
  const [now, setNow] = useState<number>();
  const [hadTrouble, setHadTrouble] = useState(false);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const isTrouble = state.kind === 'offline' || state.kind === 'refused';
  useEffect(() => {
    if (isTrouble) setHadTrouble(true);
  }, [isTrouble]);
  const trouble = state.kind === 'offline' ? OFFLINE : state.kind === 'refused' ? `Not saved: ${state.message}` : '';
  return (
    <span className={isTrouble ? 'save-status trouble' : 'save-status'}>
      <span role="status">
        {trouble || (hadTrouble && state.kind === 'saved' ? <span className="ears-only">Saved again.</span> : null)}
      </span>
      {isTrouble ? null : <span>{calmText(state, now)}</span>}
    </span>
  );
}

function calmText(state: SaveState, now: number | undefined): string {
  if (state.kind !== 'saved') return 'Saving …';
  if (now === undefined) return 'Saved';
  const seconds = Math.max(0, Math.round((now - state.at) / 1000));
  if (seconds < 60) return `Saved ${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `Saved ${minutes} min ago` : 'Saved';
}
