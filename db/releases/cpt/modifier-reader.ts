import { hasNotice, licensedRelease, wholeLines } from '#db/releases/cpt/licensed-text';
import { type FileReader, ForeignFileError, looseLinesOf } from '#db/releases/foreign-file';
import type { Modifier } from '#domain/codeset/catalog';

/** `2 characters, space or tab, text`; the text may go on over lines that begin with a space or are not so begun. */
const MODIFIER = /^([0-9A-Z]{2})(?:\t| +)(\S.*)$/;
const startsOne = (line: string) => MODIFIER.exec(line) ?? undefined;

/**
 * The modifiers of an organisation's CPT licence (MODUL). Assumed, because the layout is not published: after the notice
 * each modifier begins a line with its two characters, and everything up to the next one belongs to it. Its title ends
 * at the first colon.
 */
export const cptModifierReader: FileReader = {
  kind: 'cpt-descriptors',
  system: 'cpt',
  title: 'CPT modifiers (MODUL)',
  recognises: (head) => {
    const started = wholeLines(head).filter((line) => startsOne(line)).length;
    return hasNotice(head) && started > 1 && !/^\d{4}[0-9A-Z][\t ]/m.test(head) && !/^[^\n\t]+\t[^\n\t]+\t/m.test(head);
  },
  read: async (file, stated) => {
    const modifiers: Modifier[] = [];
    for await (const { text, number } of looseLinesOf(file)) {
      const [, code = '', words = ''] = startsOne(text) ?? [];
      if (code && modifiers.some((known) => known.code === code))
        throw new ForeignFileError(file.name, 'the modifier of this line stands twice', number);
      if (code) modifiers.push({ code, title: words.replace(/:.*$/, '').trim(), kind: 'pricing' });
    }
    if (modifiers.length === 0) throw new ForeignFileError(file.name, 'no line begins with a modifier');
    return [{ ...licensedRelease(file, stated, 'cpt-descriptors', 'modifiers'), modifiers }];
  },
};
