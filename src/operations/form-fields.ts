import type { z } from 'astro/zod';
import { readSmallForm } from '#operations/small-form';

/** Sentences by the name of the field they are about. */
export type FieldErrors = Record<string, string>;

export type ReadForm<Fields> =
  | { ok: true; fields: Fields; given: Record<string, string> }
  | { ok: false; errors: FieldErrors; given: Record<string, string> };

/** Reads a small form (`most` characters of it, where a text field needs more) and checks it. `given` is what was typed, to be shown again; of a name given twice the last counts. */
export async function readFields<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  most?: number,
): Promise<ReadForm<z.output<Schema>>> {
  const given = Object.fromEntries(await readSmallForm(request, most));
  const checked = schema.safeParse(given);
  if (checked.success) return { ok: true, fields: checked.data, given };
  return { ok: false, errors: fieldErrors(checked.error), given };
}

/** The first sentence about each field. */
export function fieldErrors({ issues }: Pick<z.ZodError, 'issues'>): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) errors[String(path[0] ?? '')] ??= message;
  return errors;
}
