import type { Modifier } from '#domain/codeset/catalog';

const KINDS: readonly Modifier['kind'][] = ['anatomic', 'drug', 'distinct', 'payer', 'pricing', 'practice'];

/** The text of a modifier file: code, kind, title, separated by tabs. */
export function writeModifiers(title: string, modifiers: readonly Modifier[]): string {
  return `# ${title}: code, kind, title\n${modifiers.map(({ code, kind, title: words }) => `${code}\t${kind}\t${words}`).join('\n')}\n`;
}

/** Reads a modifier file. Throws `file:line: what is wrong` on a line it does not understand. */
export function readModifiers(text: string, file: string): Modifier[] {
  return text.split('\n').flatMap((line, at) => {
    if (line === '' || line.startsWith('#')) return [];
    const [code = '', word, title = ''] = line.split('\t');
    const kind = KINDS.find((known) => known === word);
    if (!/^[0-9A-Z]{2}$/.test(code) || !kind || !title)
      throw new Error(`${file}:${at + 1}: a modifier needs two characters, a kind (${KINDS.join(', ')}) and a title`);
    return [{ code, kind, title }];
  });
}
