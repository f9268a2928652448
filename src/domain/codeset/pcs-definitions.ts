/** What a term of an axis means, and which words of a record stand for it. */
export interface PcsDefinition {
  axis: number;
  term: string;
  definition: string | null;
  explanation: string | null;
  includes: string[];
}

/**
 * The definition of a value. Devices are defined per body system ("Zooplastic Tissue in Heart and Great Vessels"): then
 * the one whose body system is part of the table's counts.
 */
export function definitionOf(
  definitions: readonly PcsDefinition[],
  { axis, label, system }: { axis: number; label: string; system: string },
): PcsDefinition | undefined {
  const ofAxis = definitions.filter((one) => one.axis === axis);
  const inSystem = (term: string) => {
    const place = term.startsWith(`${label} in `) ? term.slice(label.length + 4) : undefined;
    return place !== undefined && (system.includes(place) || place.includes(system));
  };
  return ofAxis.find(({ term }) => term === label) ?? ofAxis.find(({ term }) => inSystem(term));
}

/** Root operations in the groups in which they are taught (ICD-10-PCS Reference Manual, root operation groups). */
export const ROOT_OPERATION_GROUPS: [does: string, operations: string[]][] = [
  ['Take out some or all of a body part', ['Excision', 'Resection', 'Detachment', 'Destruction', 'Extraction']],
  ['Take out solids, fluids or gases from a body part', ['Drainage', 'Extirpation', 'Fragmentation']],
  ['Cut or separate only', ['Division', 'Release']],
  [
    'Put in, put back or move some or all of a body part',
    ['Transplantation', 'Reattachment', 'Transfer', 'Reposition'],
  ],
  ['Alter the diameter or route of a tubular body part', ['Restriction', 'Occlusion', 'Dilation', 'Bypass']],
  ['Always involve a device', ['Insertion', 'Replacement', 'Supplement', 'Change', 'Removal', 'Revision']],
  ['Examine only', ['Inspection', 'Map']],
  ['Include other repairs', ['Repair', 'Control']],
  ['Have other objectives', ['Fusion', 'Alteration', 'Creation']],
];
