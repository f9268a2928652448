import type { Chart } from '#domain/chart/chart';
import { SETTING_NAMES } from '#domain/chart/encounter';
import { CODE_SYSTEM_NAMES, CODE_SYSTEMS } from '#domain/codeset/code';

const spoken = (slug: string): string => {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What a coder has to know of an encounter before reading it, as name and value, in reading order. */
export function encounterFacts({ encounter, pins, specialty }: Chart): [name: string, value: string][] {
  const dates: [string, string][] =
    'admitted' in encounter
      ? [
          ['Admitted', encounter.admitted],
          ['Discharged', encounter.discharged],
          ['Disposition', spoken(encounter.disposition)],
        ]
      : [
          ['Date of service', encounter.serviceDate],
          ...(encounter.placeOfService ? [['Place of service', encounter.placeOfService] as [string, string]] : []),
        ];
  const releases = CODE_SYSTEMS.flatMap((system) => {
    const release = pins[system];
    return release ? [`${CODE_SYSTEM_NAMES[system]} ${release}`] : [];
  });
  return [
    ['Setting', `${SETTING_NAMES[encounter.setting]}, ${specialty}`],
    ['Patient', `${encounter.age === 0 ? 'under 1' : encounter.age} years, ${encounter.sex}`],
    ...dates,
    ['Payer', spoken(encounter.payer)],
    ['Code sets', releases.join(', ')],
  ];
}
