import { parseArgs } from 'node:util';
import type { Licence } from '#db/releases/cpt/licence';
import { RELEASE_KINDS, type ReleaseKind } from '#db/schema/codes';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import { parseIsoDate } from '#domain/time';

export const USAGE = `Code-set releases: install, list, remove, check, compare.

  npm run codes -- install <file, folder or address> …   read official files and install what they bring
      --label FY2028 --effective 2027-10-01              for a file newer than this program: which release it is
      --online                                           download the complete releases and install them
      --online --trust                                   also those whose sum nobody told us
      --organisation <id> --licence-holder <name> --year <year> --seats <number> --attested-by <name>
                                                         for an organisation's own licensed files
  npm run codes -- list                                  what is installed
  npm run codes -- remove <system> <label> [--kind …]    take a release away; the starter set answers again
  npm run codes -- verify                                check everything installed against itself
  npm run codes -- diff <label> <label> [--system …]     codes added, deleted and revised between two releases
                                                         (an update of a year: FY2026@2026-04-01)

  --json      progress and result as one JSON object per line
  --help      this text

Systems: ${CODE_SYSTEMS.join(', ')}. Kinds: ${RELEASE_KINDS.join(', ')}.
The end is 0 when all went well, 1 when a file was refused or a check found something, 2 when the command is not one,
3 when there is no connection; everything installed goes on working.`;

/** The words of the command line make no command. The message says what is wrong with them. */
export class UsageError extends Error {}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  online: { type: 'boolean' },
  trust: { type: 'boolean' },
  label: { type: 'string' },
  effective: { type: 'string' },
  kind: { type: 'string' },
  system: { type: 'string' },
  organisation: { type: 'string' },
  'licence-holder': { type: 'string' },
  year: { type: 'string' },
  seats: { type: 'string' },
  'attested-by': { type: 'string' },
} as const;
type Option = keyof typeof OPTIONS;

const ALLOWED: Record<string, readonly Option[]> = {
  install: [
    'json',
    'online',
    'trust',
    'label',
    'effective',
    'organisation',
    'licence-holder',
    'year',
    'seats',
    'attested-by',
  ],
  list: ['json'],
  remove: ['json', 'kind'],
  verify: ['json'],
  diff: ['json', 'system'],
};

export type Command = { json?: boolean } & (
  | { name: 'help' }
  | {
      name: 'install';
      sources: string[];
      online: boolean;
      trust: boolean;
      label?: string;
      effectiveFrom?: string;
      licence?: Partial<Licence>;
    }
  | { name: 'list' }
  | { name: 'remove'; system: CodeSystem; label: string; kind?: ReleaseKind }
  | { name: 'verify' }
  | { name: 'diff'; before: string; after: string; system: CodeSystem }
);

type Values = { [Key in Option]?: (typeof OPTIONS)[Key]['type'] extends 'boolean' ? boolean : string };

/** Reads the words behind `npm run codes --`. Throws `UsageError`. */
export function readCommandLine(words: readonly string[]): Command {
  const { values, positionals } = parse(words);
  const [name = 'help', ...rest] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  const allowed = ALLOWED[name];
  if (!allowed) throw new UsageError(`There is no command “${name}”.`);
  const odd = (Object.keys(values) as Option[]).find((option) => !allowed.includes(option));
  if (odd) throw new UsageError(`“--${odd}” does not belong to “${name}”.`);
  const json = values.json ? { json: true } : {};
  if (name === 'install') return { ...json, ...installCommand(rest, values) };
  if (name === 'remove') return { ...json, ...removeCommand(rest, values) };
  if (name === 'diff') return { ...json, ...diffCommand(rest, values) };
  if (rest.length > 0) throw new UsageError(`“${name}” takes no further words.`);
  return { ...json, name: name === 'list' ? 'list' : 'verify' };
}

function parse(words: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0] : String(error));
  }
}

function installCommand(sources: string[], values: Values): Command {
  const online = values.online === true;
  if (sources.length === 0 && !online)
    throw new UsageError('“install” needs a file, a folder, an address or --online.');
  if (values.trust && !online) throw new UsageError('“--trust” belongs to --online.');
  if (values.effective !== undefined && !parseIsoDate(values.effective))
    throw new UsageError(`“${values.effective}” is no day: write it as 2027-10-01.`);
  const licence = licenceOf(values);
  return {
    name: 'install',
    sources,
    online,
    trust: values.trust === true,
    ...(values.label !== undefined && { label: values.label }),
    ...(values.effective !== undefined && { effectiveFrom: values.effective }),
    ...(licence && { licence }),
  };
}

/** As far as it was stated; whether it is enough is asked when a licensed file is found. */
function licenceOf(values: Values): Partial<Licence> | undefined {
  const { organisation, 'licence-holder': holder, 'attested-by': attestedBy, year, seats } = values;
  const stated = {
    ...(organisation !== undefined && { organisationId: organisation }),
    ...(holder !== undefined && { holder }),
    ...(attestedBy !== undefined && { attestedBy }),
    ...(year !== undefined && { year: Number(year) }),
    ...(seats !== undefined && { seats: Number(seats) }),
  };
  return Object.keys(stated).length > 0 ? stated : undefined;
}

function removeCommand([system, label, ...more]: string[], { kind }: Values): Command {
  if (system === undefined || label === undefined || more.length > 0)
    throw new UsageError('“remove” needs a system and a label, as in: remove icd10cm FY2026');
  const known = RELEASE_KINDS.find((one) => one === kind);
  if (kind !== undefined && !known) throw new UsageError(`There is no kind “${kind}”.`);
  return { name: 'remove', system: systemOf(system), label, ...(known && { kind: known }) };
}

function diffCommand([before, after, ...more]: string[], { system = 'icd10cm' }: Values): Command {
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('“diff” needs two labels, as in: diff FY2025 FY2026');
  return { name: 'diff', before, after, system: systemOf(system) };
}

function systemOf(word: string): CodeSystem {
  const system = CODE_SYSTEMS.find((one) => one === word);
  if (!system) throw new UsageError(`There is no system “${word}”.`);
  return system;
}
