import { serviceSystemOf } from '#domain/codeset/code';
import { type EditFinding, type EditSubject, shared } from '#domain/codeset/edit-finding';

/** A claim line points to at most four diagnoses (CMS-1500 item 24E), by letter. */
const MAX_POINTERS = 4;
const LETTERS = 'ABCDEFGHIJKL';

/** Units and diagnosis pointers of each service line. */
export function* serviceLineEdits(subject: EditSubject): Generator<EditFinding> {
  for (const [entry, line] of subject.sheet.services.entries()) {
    const units = unitsProblem(line, subject);
    if (units) yield { ...about('units', entry), ...units };
    const pointer = pointerProblem(line, subject.sheet.diagnoses.length);
    if (pointer) yield { ...about('pointer', entry), cites: ['NUCC 1500 item 24E'], message: pointer };
  }
}

const about = (code: 'units' | 'pointer', entry: number) =>
  shared({ code, severity: 'error', list: 'services', entry, related: [] as string[] });

type Line = EditSubject['sheet']['services'][number];

function unitsProblem(
  { code, units }: Line,
  { catalog }: EditSubject,
): Pick<EditFinding, 'cites' | 'message'> | undefined {
  if (units === undefined)
    return { cites: ['NUCC 1500 item 24G'], message: `${code} needs units: a whole number from 1 to 9999.` };
  const system = serviceSystemOf(code);
  const most = system && catalog.find(system, code)?.facts.procedure?.maxUnits;
  if (most === undefined || units <= most) return undefined;
  const message = `${code} allows at most ${most} ${most === 1 ? 'unit' : 'units'} an encounter, and this line has ${units}. Check what one unit is.`;
  return { cites: ['PX rules: units'], message };
}

function pointerProblem({ code, pointers }: Line, diagnoses: number): string | undefined {
  if (pointers.length === 0)
    return `${code} needs a diagnosis pointer. Point first to the diagnosis that explains it most.`;
  if (pointers.length > MAX_POINTERS)
    return `${code} points to ${pointers.length} diagnoses; a line holds four. Keep the ones that explain it best.`;
  const lost = pointers.find((letter) => letter.length !== 1 || !LETTERS.slice(0, diagnoses).includes(letter));
  if (lost)
    return `${code} points to ${lost}, and there is no such diagnosis row. Use the letters beside the diagnoses.`;
  if (new Set(pointers).size < pointers.length) return `${code} points to one diagnosis twice. Name each letter once.`;
  return undefined;
}
