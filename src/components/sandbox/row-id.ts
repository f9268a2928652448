/** A fresh id for a row or highlight: 72 random bits, so that two tabs never make the same one. */
export function newRowId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
