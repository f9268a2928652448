import { readFileSync } from 'node:fs';
import type { z } from 'astro/zod';
import { type Document, isCollection, isNode, LineCounter, parseDocument } from 'yaml';
import { type ContentIssue, nameOfFile } from '#db/content-issue';
import { fail, ok, type Result } from '#domain/result';

/** A YAML file that fits its schema, and a way back from a place in the value to the line it stands on. */
export interface SourceFile<Value> {
  file: string;
  text: string;
  value: Value;
  /** Line (from 1) of the value at `path`, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads a YAML file against its schema. Never throws on what the file says; all issues are answered at once. */
export function readYaml<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Result<SourceFile<z.output<Schema>>, ContentIssue[]> {
  const file = nameOfFile(path);
  const text = readText(path);
  if (text === undefined) return fail([{ file, line: 1, message: 'this file is missing', fix: 'Write it' }]);
  return readYamlText(text, file, schema);
}

/** The same of a text that is at hand already; `file` is how messages name it. */
export function readYamlText<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
): Result<SourceFile<z.output<Schema>>, ContentIssue[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return fail(
      document.errors.map(({ message, pos }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        message: `this is not YAML: ${message}`,
        fix: 'Check indentation, quotes and brackets; text with a colon or a # needs quotes',
      })),
    );
  const lineOf = (at: readonly PropertyKey[]) => lineOfPath(document, lines, at);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return ok({ file, text, value: parsed.data, lineOf });
  return fail(
    parsed.error.issues.flatMap(innermost).map((issue) => ({ file, line: lineOf(issue.path), ...sayZod(issue) })),
  );
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function lineOfPath(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  const top = document.contents;
  return isCollection(top) && top.range ? lines.linePos(top.range[0]).line : 1;
}

/** Where nothing of a union fits, the issues of the shape that comes nearest say more than “invalid input”. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const nearest = [...issue.errors].sort((one, other) => one.length - other.length)[0];
  if (!nearest || nearest.length === 0) return [issue];
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innermost);
}

/** `diagnoses[2].cites` */
export const sayPath = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`)).join('');

function sayZod(issue: z.core.$ZodIssue): Pick<ContentIssue, 'message' | 'fix'> {
  const place = issue.path.length > 0 ? `${sayPath(issue.path)}: ` : '';
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        message: `${place}there is no field ${issue.keys.join(', ')} here`,
        fix: 'Correct its name or remove it',
      };
    case 'invalid_value':
      return {
        message: `${place}this value is not allowed`,
        fix: `Use one of: ${issue.values.map(String).join(', ')}`,
      };
    case 'invalid_type':
      return {
        message: `${place}${issue.message.replace('Invalid input: ', '')}`,
        fix: 'Give the field a value of that kind',
      };
    default:
      return { message: `${place}${issue.message}`, fix: 'Change the value so that it fits' };
  }
}
