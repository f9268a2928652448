/** What a page does with unsent work when its time to send may be over. */
interface WaysOut {
  /** The network is back, or the page is hidden and may never be shown again: try to send. */
  flush(): void;
  /** The page goes: the last that can still be sent. */
  leave(): void;
}

/** Calls these when the browser says so; the answer ends that. */
export function onWayOut({ flush, leave }: WaysOut): () => void {
  const hide = () => document.visibilityState === 'hidden' && flush();
  addEventListener('online', flush);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    removeEventListener('online', flush);
    removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
  };
}
