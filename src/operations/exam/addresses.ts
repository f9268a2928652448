export const sittingAddress = (sittingId: string): string => `/exams/sitting/${sittingId}`;
export const resultAddress = (sittingId: string): string => `${sittingAddress(sittingId)}/result`;
/** The result at one item, which the page opens; `place` counts from 0. */
export const itemAddress = (sittingId: string, place: number): string =>
  `${resultAddress(sittingId)}?item=${place + 1}#item-${place + 1}`;
