import { formatCode } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

/**
 * Rows that say the same twice: a diagnosis (OG I.B.12), a service with the same modifiers. A procedure may rightly be
 * coded twice on one day (PCS-OG B3.2), so that is a warning.
 */
export function* duplicateEdits({ sheet }: EditSubject): Generator<EditFinding> {
  for (const [entry, code] of repeated(sheet.diagnoses, ({ code }) => code)) {
    const message = `${formatCode({ system: 'icd10cm', code })} stands above already. A diagnosis code is reported once; take this row out.`;
    yield { ...about('diagnoses', entry, code), severity: 'error', cites: ['OG I.B.12'], message };
  }
  for (const [entry, code] of repeated(sheet.procedures, ({ code, date }) => `${code} ${date}`)) {
    const message = `${code} stands above with the same date. Keep both only if the record shows it was done twice or at two sites.`;
    yield { ...about('procedures', entry, code), severity: 'warning', cites: ['PCS-OG B3.2'], message };
  }
  const service = ({ code, modifiers }: { code: string; modifiers: readonly string[] }) =>
    [code, ...[...modifiers].sort()].join(' ');
  for (const [entry, code] of repeated(sheet.services, service)) {
    const message = `${code} stands above with the same modifiers. Use units, or a modifier that says what makes this one distinct, or take it out.`;
    yield { ...about('services', entry, code), severity: 'error', cites: ['NUCC 1500 item 24G'], message };
  }
}

const about = (list: EditFinding['list'], entry: number, code: string) =>
  shared({ code: 'duplicate', list, entry, related: [code] });

function* repeated<Row extends { code: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Generator<[entry: number, code: string]> {
  const seen = new Set<string>();
  for (const [entry, row] of rows.entries()) {
    if (seen.has(keyOf(row))) yield [entry, row.code];
    seen.add(keyOf(row));
  }
}
