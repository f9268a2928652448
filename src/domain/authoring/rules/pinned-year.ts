import { inCase, type KeyRule } from '#domain/authoring/key-rule';
import { dateOfService } from '#domain/chart/encounter';

/** The fiscal year of ICD-10 that a day falls into: FY2026 is 1 October 2025 to 30 September 2026. */
function fiscalYear(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return `FY${month >= 10 ? year + 1 : year}`;
}

/** ICD-10-CM and ICD-10-PCS are pinned to the fiscal year of the discharge or service date. */
export const pinnedYear: KeyRule = {
  name: 'pinned-year',
  *check({ chart: { encounter, pins } }) {
    const wanted = fiscalYear(dateOfService(encounter));
    for (const system of ['icd10cm', 'icd10pcs'] as const) {
      const pinned = pins[system];
      if (pinned !== undefined && pinned !== wanted)
        yield inCase(
          ['pins', system],
          `${system} is pinned to ${pinned}, the encounter falls into ${wanted}`,
          'Pin the release in force on that day',
        );
    }
  },
};
