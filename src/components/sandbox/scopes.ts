import type { Chart } from '#domain/chart/chart';
import type { SheetList } from '#domain/chart/coding-sheet';
import type { SearchScope } from './code-search.ts';

const SYSTEMS = {
  diagnoses: ['icd10cm'],
  procedures: ['icd10pcs'],
  services: ['px', 'hcpcs', 'cpt'],
} as const;

/** Which pinned releases each list of a chart's sheet takes its codes from. */
export function scopesOf(chart: Pick<Chart, 'pins'>): Record<SheetList, SearchScope[]> {
  const pinned = (list: SheetList): SearchScope[] =>
    SYSTEMS[list].flatMap((system) => {
      const release = chart.pins[system];
      return release ? [{ system, release }] : [];
    });
  return { diagnoses: pinned('diagnoses'), procedures: pinned('procedures'), services: pinned('services') };
}
