import { NOTE_LINE_HELP, readNote } from '#db/releases/note-line';
import { nearestPrefix } from '#db/releases/order-file';
import type { CodeRow, PcsValueRow } from '#db/releases/release-content';
import type { CodeFacts, CodeNote } from '#domain/codeset/catalog';

/**
 * A family of the starter code set as a text file people can review, one fact a line, cells separated by tabs:
 *
 *     S93.41   7.1=A:cc|D,S:exempt   Sprain of calcaneofibular ligament        expands to one code per 7th character
 *     E11.65   billable cc          Type 2 diabetes mellitus with hyperglycemia
 *     E11      header               Type 2 diabetes mellitus
 *     seventh  1   A=initial encounter   D=subsequent encounter               a set, named by its number
 *     note     E11   excludes1   E08   E10                                    the codes a note names
 *     value    4   9   Hip Joint, Right                                       axis value of a PCS table
 *
 * An expanded code is its header padded with the placeholder X to six characters, then the 7th character; its title is
 * the header's title, a comma and the meaning. Codes that do not follow this stand on lines of their own.
 */
export interface Family {
  codes: CodeRow[];
  notes: Omit<CodeNote, 'text'>[];
  pcsValues: Omit<PcsValueRow, 'pcsTable'>[];
}

const FACT_WORDS: Record<string, CodeFacts> = {
  female: { sex: 'female' },
  male: { sex: 'male' },
  newborn: { ageGroup: 'newborn' },
  pediatric: { ageGroup: 'pediatric' },
  maternity: { ageGroup: 'maternity' },
  adult: { ageGroup: 'adult' },
  exempt: { poaExempt: true },
  manifestation: { manifestation: true },
  'never-principal': { unacceptablePrincipal: true },
  'questionable-admission': { questionableAdmission: true },
  cc: { severity: 'CC' },
  mcc: { severity: 'MCC' },
};

/** The words of a code's facts, in the order of the list above. */
export function factWords(facts: CodeFacts | undefined): string[] {
  if (!facts) return [];
  const has = facts as Record<string, unknown>;
  return Object.entries(FACT_WORDS)
    .filter(([, fact]) => Object.entries(fact).every(([name, value]) => has[name] === value))
    .map(([word]) => word);
}

type SeventhSets = Map<string, Record<string, string>>;

/** Reads a family file. Throws `file:line: what is wrong` on a line it does not understand. */
export function readFamily(text: string, file: string): Family {
  const family: Family = { codes: [], notes: [], pcsValues: [] };
  const sets: SeventhSets = new Map();
  const parents = new Map<string, true>();
  const addCode = (row: CodeRow) => {
    const parent = nearestPrefix(row.code, parents);
    if (!row.billable) parents.set(row.code, true);
    family.codes.push({ ...row, ...(parent && { parent }) });
  };
  text.split('\n').forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    const problem = readLine(line.split('\t'), family, sets, addCode);
    if (problem) throw new Error(`${file}:${at + 1}: ${problem}`);
  });
  return family;
}

function readLine(
  cells: string[],
  family: Family,
  sets: SeventhSets,
  addCode: (row: CodeRow) => void,
): string | undefined {
  const [first = '', second = '', third = ''] = cells;
  if (first === 'seventh') {
    sets.set(second, Object.fromEntries(cells.slice(2).map((cell) => [cell.slice(0, 1), cell.slice(2)])));
  } else if (first === 'note') {
    const note = readNote(cells);
    if (!note) return NOTE_LINE_HELP;
    family.notes.push(note);
  } else if (first === 'value') {
    if (!/^[1-7]$/.test(second) || third.length !== 1 || !cells[3])
      return 'an axis value needs axis, value and meaning';
    family.pcsValues.push({ axis: Number(second), value: third, label: cells[3] });
  } else if (second.startsWith('7.')) {
    return expand({ code: first.replace('.', ''), title: third }, second, sets, addCode);
  } else {
    const [kind, ...words] = second.split(' ');
    if ((kind !== 'header' && kind !== 'billable') || !third) return 'a code needs header or billable, and a title';
    const facts = factsOf(words);
    if (!facts) return `unknown fact in “${second}”. Known: ${Object.keys(FACT_WORDS).join(', ')}`;
    addCode({ code: first.replace('.', ''), title: third, billable: kind === 'billable', ...withFacts(facts) });
  }
  return undefined;
}

const withFacts = (facts: CodeFacts) => (Object.keys(facts).length > 0 ? { facts } : {});

function factsOf(words: string[]): CodeFacts | undefined {
  const facts: CodeFacts = {};
  for (const word of words.filter(Boolean)) {
    if (!FACT_WORDS[word]) return undefined;
    Object.assign(facts, FACT_WORDS[word]);
  }
  return facts;
}

/** `7.1=A:cc|D,S:exempt`: 7th characters of set 1, A with the fact cc, D and S with exempt. */
function expand(
  header: { code: string; title: string },
  cell: string,
  sets: SeventhSets,
  addCode: (row: CodeRow) => void,
): string | undefined {
  const [, number = '', groups = ''] = /^7\.(\d+)=(.+)$/.exec(cell) ?? [];
  const meanings = sets.get(number);
  if (!meanings) return `“${cell}” names a set of 7th characters that stands nowhere above`;
  const facts: [string, CodeFacts][] = [];
  for (const group of groups.split('|')) {
    const [characters = '', words = ''] = group.split(':');
    const groupFacts = factsOf(words.split(' '));
    if (!groupFacts) return `unknown fact in “${group}”`;
    facts.push(...characters.split(',').map((character): [string, CodeFacts] => [character, groupFacts]));
  }
  const known = facts.filter(([character]) => meanings[character]);
  if (known.length < facts.length) return `a 7th character of “${cell}” is not in its set`;
  const seventhCharacters = Object.fromEntries(known.map(([character]) => [character, meanings[character] ?? '']));
  addCode({ ...header, billable: false, facts: { seventhCharacters } });
  // In the official order, which is that of the characters.
  for (const [character, own] of known.sort(([one], [other]) => (one < other ? -1 : 1)))
    addCode({
      code: header.code.padEnd(6, 'X') + character,
      title: `${header.title}, ${meanings[character]}`,
      billable: true,
      ...withFacts(own),
    });
  return undefined;
}
