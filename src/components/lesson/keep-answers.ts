/** What is chosen of an item when its feedback is first shown. */
export interface GivenAnswer {
  item: string;
  /** Indexes of options. */
  chosen: number[];
}

/**
 * Answers a function that sends first answers of a check, one after the other, so that a new guest is one and the same
 * for all of them. The server judges and decides what counts. What cannot be sent is let go of, quietly.
 */
export function answerKeeper(section: HTMLElement): (answer: GivenAnswer) => void {
  let before: number | undefined;
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    before = performance.now();
    seen.disconnect();
  });
  seen.observe(section);
  let queue: Promise<unknown> = Promise.resolve();
  return ({ item, chosen }) => {
    const now = performance.now();
    const body = JSON.stringify({
      ref: `${section.dataset.lesson}#${item}`,
      chosen,
      tookMs: Math.round(now - (before ?? now)),
    });
    before = now;
    queue = queue.then(() => send(body)).catch(() => undefined);
  };
}

const send = (body: string): Promise<Response> =>
  fetch('/_actions/study.answer', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
  });
