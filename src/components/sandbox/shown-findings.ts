import type { EditCode, EditFinding } from '#domain/codeset/edit-finding';
import type { AnyRow } from './sheet-reducer.ts';

const ABOUT_OTHER_CELLS: readonly EditCode[] = ['poa', 'modifier', 'units', 'pointer'];

/** True when a finding is about the code itself, not about what stands beside it in the row. */
export const isAboutCode = ({ code }: EditFinding): boolean => !ABOUT_OTHER_CELLS.includes(code);

/**
 * The findings of a row worth showing while it is being filled in: nobody is told off for a cell they have not come to.
 * A POA indicator or pointer that is still empty shows by itself, and is counted before grading; a modifier that a
 * service needs is advice until there is one.
 */
export function shownFindings(row: AnyRow, findings: readonly EditFinding[]): EditFinding[] {
  const isBlank = (cell: 'poa' | 'modifiers' | 'pointers') =>
    !(row as { [name in typeof cell]?: string })[cell]?.trim();
  return findings
    .filter(({ code }) => !(code === 'poa' && isBlank('poa')) && !(code === 'pointer' && isBlank('pointers')))
    .map((finding) =>
      finding.code === 'modifier' && isBlank('modifiers') ? { ...finding, severity: 'warning' } : finding,
    );
}
