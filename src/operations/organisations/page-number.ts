/** The page an address asks for, from 1; the nearest there is when it asks for another. */
export function pageNumber(asked: string | null, total: number, most: number): number {
  const number = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1;
  return Math.min(Math.max(1, number), Math.max(1, Math.ceil(total / most)));
}
