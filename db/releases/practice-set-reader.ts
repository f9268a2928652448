import { type FileReader, type ForeignFile, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { readPracticeSet } from '#db/releases/practice-set';
import type { ReleaseContent } from '#db/releases/release-content';

/** YAML is parsed as a whole; the set that is shipped has 90,000 characters. */
const MOST_CHARACTERS = 4 * 2 ** 20;

/**
 * The practice procedure set: an edition later than the shipped one, which stays beside it and answers again when this
 * one is removed. Installed it counts as a publisher's own file, because the shipped sets are put back at every start.
 */
export const practiceSetFile: FileReader = {
  kind: 'codes',
  system: 'px',
  title: 'practice procedure set',
  recognises: (head) => /^release: /m.test(head) && /^families:/m.test(head) && /^ +- \{ ?code: PX\d{3}\b/m.test(head),
  async read(file, stated) {
    const content = parse(await textOf(file), file);
    if (stated.label !== undefined && stated.label !== content.label)
      throw new ForeignFileError(file.name, `is ${content.label}, not ${stated.label} as stated`);
    return [{ ...content, source: 'official' }];
  },
};

async function textOf(file: ForeignFile): Promise<string> {
  let whole = '';
  for await (const { text, number } of linesOf(file)) {
    whole += `${text}\n`;
    if (whole.length > MOST_CHARACTERS) throw new ForeignFileError(file.name, 'is too long for a practice set', number);
  }
  return whole;
}

/** The first thing that is wrong with the set refuses it, with its line. */
function parse(text: string, file: ForeignFile): ReleaseContent {
  try {
    return readPracticeSet(text, 'line', '');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line, why] = /^line:(\d+): (.*)/.exec(message) ?? [];
    throw new ForeignFileError(file.name, why ?? message, line === undefined ? undefined : Number(line));
  }
}
