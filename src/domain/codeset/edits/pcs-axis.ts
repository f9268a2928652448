import type { Catalog } from '#domain/codeset/catalog';

const AXES = [
  'the section',
  'the body system',
  'the operation',
  'the body part',
  'the approach',
  'the device',
  'the qualifier',
];

/**
 * Why seven well-formed characters are no ICD-10-PCS code: there is no such table, or the axis where the code leaves what
 * one row of the table allows (PCS-OG A9). The first character that no code of the table has there is named.
 */
export function pcsProblem(code: string, catalog: Catalog): { cites: string[]; message: string } {
  const table = code.slice(0, 3);
  const legal = catalog.legalBeginning(code).length;
  if (legal < 3) {
    const message = `ICD-10-PCS has no table ${table}. Choose section, body system and operation again.`;
    return { cites: ['PCS-OG A1'], message };
  }
  const axis = legal + 1;
  const value = code[legal] ?? '';
  const cites = [`PCS table ${table}`, 'PCS-OG A9'];
  const label = catalog.pcsValue(table, axis, value);
  if (label === undefined)
    return {
      cites,
      message: `Table ${table} has no value ${value} for ${AXES[legal]} (character ${axis}). Rebuild the code from the table.`,
    };
  return {
    cites,
    message: `In table ${table} no row that begins with ${code.slice(0, legal)} has ${value} (${label}) for ${AXES[legal]} (character ${axis}). Take all values from one row.`,
  };
}
