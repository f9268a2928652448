import { fiscalYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import { type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { sumOfCodes } from '#db/releases/whole-list';

/**
 * Order files do not say of which year they are. A year is known by a code that came with it, by one that it does not
 * have yet or any more, and by how many codes it has and which (CMS, order files and addenda of each year).
 */
const KNOWN_YEARS = [
  { ...fiscalYear('FY2025'), has: '00503Z4', lacks: '00H033J', count: 78_948, sum: '425463522682fd77' },
  { ...fiscalYear('FY2026'), has: '00H033J', lacks: '02HM3JZ', count: 79_115, sum: '2d2984964346afa5' },
  { ...fiscalYear('FY2026', '2026-04-01'), has: '02HM3JZ', lacks: '30233AZ', count: 79_193, sum: '4cbf693ee43321e8' },
];

/**
 * The release that a list of codes is: a known one, or the one a person stated for another year. Throws a
 * `ForeignFileError` when the list is like a known year and yet not it, or when it contradicts what was stated.
 */
export function yearOfOrderFile(file: ForeignFile, codes: ReadonlySet<string>, stated: StatedIdentity): ReleasePeriod {
  const known = KNOWN_YEARS.find(({ has, lacks }) => codes.has(has) && !codes.has(lacks));
  if (known?.count === codes.size && known.sum === sumOfCodes(codes)) return agreeing(file, known, stated);
  if (stated.label !== undefined && !KNOWN_YEARS.some((year) => isSame(year, stated))) return statedYear(file, stated);
  const others = codes.size === known?.count ? 'other codes' : `${codes.size} codes instead of ${known?.count}`;
  const seems = known
    ? `reads like ${known.label} from ${known.effectiveFrom}, but has ${others}`
    : `has ${codes.size} codes and is of no year known here`;
  throw new ForeignFileError(
    file.name,
    `${seems}: it is incomplete, altered or of another year, which --label and --effective can state`,
  );
}

const isSame = (
  known: ReleasePeriod,
  { label, effectiveFrom = fiscalYear(known.label).effectiveFrom }: StatedIdentity,
) => known.label === label && known.effectiveFrom === effectiveFrom;

/** What is known, unless a person stated something else: then neither is believed. */
export function agreeing(file: ForeignFile, known: ReleasePeriod, stated: StatedIdentity): ReleasePeriod {
  const { label, effectiveFrom, effectiveTo } = known;
  const { label: saidLabel = label, effectiveFrom: saidDay = effectiveFrom } = stated;
  if (saidLabel === label && saidDay === effectiveFrom) return { label, effectiveFrom, effectiveTo };
  throw new ForeignFileError(
    file.name,
    `is ${label} from ${effectiveFrom}, not ${saidLabel} from ${saidDay} as stated`,
  );
}

/** The year a person stated. Throws a `ForeignFileError` when nothing usable was stated. */
export function statedYear(file: ForeignFile, { label = '', effectiveFrom }: StatedIdentity): ReleasePeriod {
  const period = fiscalYear(label, effectiveFrom);
  const isUsable = /^FY20\d\d$/.test(label) && period.effectiveFrom <= period.effectiveTo;
  if (isUsable && period.effectiveFrom >= fiscalYear(label).effectiveFrom) return period;
  throw new ForeignFileError(file.name, 'does not say of which year it is: state --label FY2028 or the like');
}
