/** Backticks mark for the content check what is wrong on purpose. On screen they would mark the wrong option. */
export const shownText = (text: string): string => text.replaceAll('`', '');

/** A value with every text in it as people are shown it. */
export function shown<Value>(value: Value): Value {
  if (typeof value === 'string') return shownText(value) as Value;
  if (Array.isArray(value)) return value.map(shown) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner)])) as Value;
}
