import type { ProcedureFacts } from '#domain/codeset/catalog';
import { serviceSystemOf } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

/** Modifiers that say a bundled or alternative service was another site, session, injury or person, or another side. */
const TAKES_APART = new Set(['5D', 'XE', 'XP', 'XS', 'XU', '5R', '5Q', '5L', '5S', '5W', '5N']);

interface Line {
  entry: number;
  code: string;
  modifiers: readonly string[];
  facts: ProcedureFacts;
}

/** Procedure lines that do not stand together: an included service, an alternative, an add-on without its first code. */
export function* bundlingEdits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  const lines: Line[] = sheet.services.flatMap(({ code, modifiers }, entry) => {
    const system = serviceSystemOf(code);
    const facts = system && catalog.find(system, code)?.facts.procedure;
    return facts ? [{ entry, code, modifiers, facts }] : [];
  });
  const byCode = Map.groupBy(lines, ({ code }) => code);
  for (const line of lines) {
    yield* includedIn(line, byCode);
    yield* alternativesOf(line, byCode);
    const { addOnTo = [] } = line.facts;
    if (addOnTo.length > 0 && !addOnTo.some((code) => byCode.has(code))) yield addOnAlone(line, addOnTo);
  }
}

/** Services that `line` includes and that stand beside it. The finding is on the included row: that is the one to go. */
function* includedIn(line: Line, byCode: Map<string, Line[]>): Generator<EditFinding> {
  for (const code of line.facts.includes ?? [])
    for (const included of byCode.get(code) ?? [])
      if (included !== line && !areApart(line, included))
        yield {
          ...about('unbundled', included, line.code, 'PX rules: bundling'),
          message: `${code} is part of ${line.code} and is not reported beside it. Take it out, or say with XE, XS, XP, XU or 5D what sets it apart.`,
        };
}

function* alternativesOf(line: Line, byCode: Map<string, Line[]>): Generator<EditFinding> {
  for (const code of line.facts.exclusiveWith ?? [])
    for (const other of byCode.get(code) ?? [])
      if (other.entry > line.entry && !areApart(line, other))
        yield {
          ...about('unbundled', other, line.code, 'PX rules: exclusive'),
          message: `${line.code} and ${code} are alternatives: one of them for a session and site. Keep the one the record supports.`,
        };
}

const addOnAlone = (line: Line, addOnTo: readonly string[]): EditFinding => ({
  ...about('add-on', line, addOnTo.join(' '), 'PX rules: add-on'),
  related: [...addOnTo],
  message: `${line.code} is an add-on and never stands alone. Add the first service it goes with: ${addOnTo.slice(0, 6).join(', ')}.`,
});

const about = (code: 'unbundled' | 'add-on', { entry }: Line, other: string, cite: string) =>
  shared({ code, severity: 'error', list: 'services', entry, related: [other], cites: [cite] });

/** A modifier on either line says so, or both name a place and the places differ. */
function areApart(one: Line, other: Line): boolean {
  if ([...one.modifiers, ...other.modifiers].some((modifier) => TAKES_APART.has(modifier))) return true;
  const [here, there] = [one, other].map(({ modifiers }) => modifiers.filter((modifier) => PLACE.test(modifier)));
  if (!here?.length || !there?.length) return false;
  return !here.some((place) => there.includes(place));
}

const PLACE = /^(?:LT|RT|E[1-4]|F[A1-9]|T[A1-9])$/;
