/** Reads `words: reading|reading; words: reading` into readings by words. A line may hold several entries. */
export function dictionary(text: string): Map<string, string[]> {
  const entries = text.split(/[;\n]/).flatMap((entry): [string, string[]][] => {
    const [key = '', readings] = entry.split(':').map((part) => part.trim());
    return key === '' || readings === undefined ? [] : [[key, readings.split('|').map((reading) => reading.trim())]];
  });
  return new Map(entries);
}
