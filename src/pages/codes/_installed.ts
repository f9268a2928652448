import { defaultLabel } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import { KIND_TITLES } from '#db/releases/release-words';
import { CODE_SYSTEM_NAMES, CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';

/** One release of one system in plain words. */
export interface InstalledBook {
  system: CodeSystem;
  name: string;
  label: string;
  isDefault: boolean;
  from: string;
  until: string | null;
  /** `all codes` · `the families our charts use`. */
  codes: string;
  /** What accompanies the codes of that label: `tabular list (derived), table of drugs and chemicals`. */
  besides: string[];
}

/** What can be read, by system and newest first. Licensed files are their organisation's own and not told of here. */
export function installedBooks(installed: readonly InstalledRelease[], today: string): InstalledBook[] {
  const open = installed.filter(({ organisationId }) => organisationId === '');
  return CODE_SYSTEMS.flatMap((system) => {
    const books = open.filter((one) => one.system === system && one.kind === 'codes' && one.coverage !== 'differences');
    const labels = new Map(books.map((one) => [one.label, one]));
    for (const one of books) if (one.coverage === 'whole') labels.set(one.label, one);
    const usual = defaultLabel(open, system, today);
    return [...labels.values()]
      .toSorted((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom))
      .map(({ label, effectiveTo, coverage, isDerived }) => ({
        system,
        name: CODE_SYSTEM_NAMES[system],
        label,
        isDefault: label === usual,
        from: firstDay(books, label),
        until: effectiveTo,
        codes: `${coverage === 'whole' ? 'all codes' : 'the families our charts use'}${isDerived ? ' (derived)' : ''}`,
        besides: besidesOf(open, system, label),
      }));
  });
}

const firstDay = (books: readonly InstalledRelease[], label: string): string =>
  books
    .filter((one) => one.label === label)
    .map(({ effectiveFrom }) => effectiveFrom)
    .sort()[0] ?? '';

function besidesOf(open: readonly InstalledRelease[], system: CodeSystem, label: string): string[] {
  const besides = open.filter((one) => one.system === system && one.label === label && one.kind !== 'codes');
  return [...new Set(besides.map(({ kind, isDerived }) => `${KIND_TITLES[kind]}${isDerived ? ' (derived)' : ''}`))];
}
