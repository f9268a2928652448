/** Formats of files of questions, as people choose among them. */
export const EXCHANGE_FORMATS = {
  qti3: { name: 'QTI 3.0', file: 'questions-qti3.zip', type: 'application/zip' },
  moodle: { name: 'Moodle XML', file: 'questions-moodle.xml', type: 'application/xml' },
  gift: { name: 'GIFT', file: 'questions-gift.txt', type: 'text/plain; charset=utf-8' },
  csv: { name: 'CSV', file: 'questions.csv', type: 'text/csv; charset=utf-8' },
} as const;
export type ExchangeFormat = keyof typeof EXCHANGE_FORMATS;
export const isExchangeFormat = (word: string): word is ExchangeFormat => Object.hasOwn(EXCHANGE_FORMATS, word);
