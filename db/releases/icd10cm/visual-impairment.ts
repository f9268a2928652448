/**
 * The table of visual impairment at H54, the one table in the tabular list, as a printed line for each category:
 * `Category 1: less than 6/18, 3/10(0.3), 20/70; equal to or better than 6/60, 1/10(0.1), 20/200`. Hear every closing
 * element; the answer is a line when one is complete.
 */
export function visualImpairmentLines(): (name: string, text: string, path: readonly string[]) => string | undefined {
  let category = '';
  let most: string[] = [];
  let least: string[] = [];
  return (name, text, path) => {
    const inside = path.at(-1);
    if (name === 'value' && inside === 'visCategory') category = text;
    if (name === 'value' && inside === 'visMax') most.push(text);
    if (name === 'value' && inside === 'visMin') least.push(text);
    if (name !== 'visCategory') return undefined;
    const line = category === '' ? undefined : lineOf(category, most, least);
    [category, most, least] = ['', [], []];
    return line;
  };
}

/** A bound in words ("No light perception") is the category itself, not a limit of it. */
function lineOf(category: string, most: readonly string[], least: readonly string[]): string {
  const isMeasured = most.some((bound) => /\d/.test(bound));
  const bounds = [`${isMeasured ? 'less than ' : ''}${most.join(', ')}`];
  if (least.length > 0) bounds.push(`equal to or better than ${least.join(', ')}`);
  return `Category ${category}: ${bounds.join('; ')}`;
}
