import { bookIn, type OpenBook, readableLabels } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';

/**
 * The book that is searched for a label on a day. A day before the release means its first one: else every day of
 * history would stand for a mixture of files of its own, each to be indexed while somebody waits.
 */
export function searchBook(
  installed: InstalledRelease[],
  { system, label, on }: { system: CodeSystem; label: string; on: string },
): OpenBook | undefined {
  const first = installed
    .filter((one) => one.system === system && one.label === label)
    .map(firstDay)
    .sort()[0];
  return bookIn(installed, { system, label, today: first !== undefined && on < first ? first : on });
}

const firstDay = ({ effectiveFrom }: InstalledRelease): string => effectiveFrom;

/** Every book that some day means. What is in force changes only on the days something installed begins. */
export function allSearchBooks(installed: InstalledRelease[]): OpenBook[] {
  const days = [...new Set(installed.map(firstDay))];
  return CODE_SYSTEMS.flatMap((system) =>
    readableLabels(installed, system).flatMap((label) =>
      days.flatMap((on) => searchBook(installed, { system, label, on }) ?? []),
    ),
  );
}
