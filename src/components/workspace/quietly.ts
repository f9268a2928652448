/** What `work` answers; undefined when it throws, as a full or forbidden storage does. */
export function quietly<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
