import { ForeignFileError } from '#db/releases/foreign-file';
import type { ReleaseContent } from '#db/releases/release-content';

const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));

/**
 * What has to hold for every release, whoever read it: a label, real days in order, at least one row, every code once
 * and below a row that is there. Readers say more, with the line; this keeps the catalog whole if one of them does not.
 */
export function checkContent(content: ReleaseContent, file: string): void {
  const refuse = (why: string): never => {
    throw new ForeignFileError(file, why);
  };
  const { label, effectiveFrom, effectiveTo } = content;
  if (!/^[\w. -]{1,24}$/.test(label)) refuse(`“${label}” is no label of a release`);
  if (!isDay(effectiveFrom)) refuse(`“${effectiveFrom}” is no day; write it as 2025-10-01`);
  if (effectiveTo !== undefined && (!isDay(effectiveTo) || effectiveTo < effectiveFrom))
    refuse(`a release cannot be in force from ${effectiveFrom} to ${effectiveTo}`);
  if (!Object.values(content).some((rows) => Array.isArray(rows) && rows.length > 0)) refuse('has not one row');
  const known = new Set<string>();
  for (const { code, parent } of content.codes) {
    if (known.has(code)) refuse(`lists ${code} twice`);
    if (parent !== undefined && !known.has(parent)) refuse(`lists ${code} below ${parent}, which is not there`);
    known.add(code);
  }
}
