import { type Chart, releaseChoice } from '#domain/chart/chart';
import type { SheetList } from '#domain/chart/coding-sheet';
import type { SearchScope } from './code-search.ts';

const SYSTEMS = {
  diagnoses: ['icd10cm'],
  procedures: ['icd10pcs'],
  services: ['px', 'hcpcs', 'cpt'],
} as const;

/** Which pinned releases each list of a chart's sheet takes its codes from, as they stood on its date of service. */
export function scopesOf(chart: Pick<Chart, 'pins' | 'encounter'>): Record<SheetList, SearchScope[]> {
  const { pins, on } = releaseChoice(chart);
  const pinned = (list: SheetList): SearchScope[] =>
    SYSTEMS[list].flatMap((system) => {
      const release = pins[system];
      return release ? [{ system, release, on }] : [];
    });
  return { diagnoses: pinned('diagnoses'), procedures: pinned('procedures'), services: pinned('services') };
}
