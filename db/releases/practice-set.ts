import { z } from 'astro/zod';
import { LineCounter, parseDocument } from 'yaml';
import {
  type CodeRow,
  emptyRelease,
  type NoteRow,
  type ReleaseContent,
  type SectionRow,
} from '#db/releases/release-content';
import type { Modifier, ProcedureFacts } from '#domain/codeset/catalog';

const practiceCode = z.string().regex(/^PX\d{3}$/, 'PX and three digits');
const modifierCode = z.string().regex(/^[0-9A-Z]{2}$/, 'two characters');
/** `null` at the upper end means no end. */
const span = z.tuple([z.number(), z.number().nullable()]);

const codeSchema = z.looseObject({
  code: practiceCode,
  title: z.string().min(3).max(140),
  family: z.string(),
  level: z.number().int().optional(),
  minutes: span.optional(),
  addOnTo: z.array(practiceCode).optional(),
  includes: z.array(practiceCode).optional(),
  exclusiveWith: z.array(practiceCode).optional(),
  laterality: z.boolean().optional(),
  sites: z.array(z.string()).optional(),
  globalDays: z.number().int().min(0).optional(),
  maxUnits: z.number().int().min(1).optional(),
  mdm: z.string().optional(),
  unit: z.string().optional(),
});

const practiceSetSchema = z.looseObject({
  release: z.string(),
  effectiveFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD'),
  rules: z.record(z.string(), z.string()).default({}),
  families: z.record(z.string(), z.looseObject({ title: z.string(), kind: z.string(), rule: z.string() })),
  codes: z.array(codeSchema).min(1),
  modifiers: z.array(z.looseObject({ code: modifierCode, title: z.string(), rule: z.string().optional() })).default([]),
  hcpcsModifiers: z
    .array(
      z.looseObject({
        code: modifierCode,
        title: z.string(),
        kind: z.enum(['anatomic', 'drug', 'distinct', 'payer', 'pricing']),
      }),
    )
    .default([]),
});
type PracticeCode = z.infer<typeof codeSchema>;

/** A visit whose range has no upper end may take the whole day. */
const MINUTES_OF_DAY = 1440;

/**
 * Reads the practice procedure set (content/codes/px). Throws one error that lists every problem as `file:line: what`:
 * schema, a code twice, a relation to a code or family that is not there.
 */
export function readPracticeSet(text: string, file: string, contentHash: string): ReleaseContent {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const broken = document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const parsed = practiceSetSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${file}:${lineOf(path)}: ${path.join('.')}: ${message}`,
    );
    throw new Error(issues.join('\n'));
  }
  const { release, effectiveFrom, families, codes, modifiers, hcpcsModifiers } = parsed.data;
  const dangling = [...danglingIn(codes, families)].map(
    ({ at, problem }) => `${file}:${lineOf(['codes', at])}: ${problem}`,
  );
  if (dangling.length > 0) throw new Error(dangling.join('\n'));
  const own = modifiers.map(({ code, title }): Modifier => ({ code, title, kind: 'practice' }));
  const shared = hcpcsModifiers.map(({ code, title, kind }): Modifier => ({ code, title, kind }));
  return {
    ...emptyRelease({ system: 'px', label: release, effectiveFrom, source: 'starter', coverage: 'whole', contentHash }),
    codes: codes.map(rowOf),
    sections: Object.entries(families).flatMap(([key, { title }]) => familySection(key, title, codes)),
    notes: notesOf(parsed.data),
    modifiers: [...own, ...shared],
  };
}

/** A family with the first and last of its codes; a family without codes is left out. */
function familySection(key: string, title: string, codes: readonly PracticeCode[]): SectionRow[] {
  const members = codes.filter(({ family }) => family === key).map(({ code }) => code);
  const [first, last] = [members[0], members.at(-1)];
  return first && last ? [{ key, kind: 'family', title, first, last }] : [];
}

/** The set's rules as notes where they hold: at `rule em-level`, at a family, at a code, at `modifier 5E`. */
function notesOf({ rules, families, codes, modifiers }: z.infer<typeof practiceSetSchema>): NoteRow[] {
  const note = (at: string, text: string): NoteRow => ({ at, kind: 'note', targets: [], text });
  return [
    ...Object.entries(rules).map(([name, text]) => note(`rule ${name}`, text)),
    ...Object.entries(families).map(([key, { rule }]) => note(key, rule)),
    ...codes.flatMap(({ code, mdm, unit }) => [
      ...(mdm ? [note(code, `Decision making: ${mdm}.`)] : []),
      ...(unit ? [note(code, `One unit: ${unit}.`)] : []),
    ]),
    ...modifiers.flatMap(({ code, rule }) => (rule ? [note(`modifier ${code}`, rule)] : [])),
  ];
}

/** The line of the node at a path, or of its nearest parent that the file has. */
function lineAt(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function* danglingIn(codes: PracticeCode[], families: object): Generator<{ at: number; problem: string }> {
  const known = new Set<string>();
  for (const [at, { code }] of codes.entries()) {
    if (known.has(code)) yield { at, problem: `${code} stands twice; give one of them another number` };
    known.add(code);
  }
  for (const [at, { code, family, addOnTo = [], includes = [], exclusiveWith = [] }] of codes.entries()) {
    if (!(family in families)) yield { at, problem: `${code} is of the family ${family}, which is not in families` };
    for (const other of [...addOnTo, ...includes, ...exclusiveWith])
      if (!known.has(other) || other === code)
        yield { at, problem: `${code} refers to ${other}, which is no other code of the set` };
  }
}

function rowOf({ code, title, ...facts }: PracticeCode): CodeRow {
  const { family, level, minutes, addOnTo, includes, exclusiveWith, laterality, sites, globalDays, maxUnits } = facts;
  const procedure: ProcedureFacts = {
    family,
    level,
    minutes: minutes && [minutes[0], minutes[1] ?? MINUTES_OF_DAY],
    addOnTo,
    includes,
    exclusiveWith,
    laterality,
    sites,
    globalDays,
    maxUnits,
  };
  return { code, title, billable: true, facts: { procedure: JSON.parse(JSON.stringify(procedure)) } };
}
