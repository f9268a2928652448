import { type FileReader, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { isOfApril2026, yearOfAddenda } from '#db/releases/icd10pcs/addenda-year';
import { mergeDefinitions } from '#db/releases/icd10pcs/definitions-xml';
import { type DefinitionRow, officialRelease } from '#db/releases/release-content';

/**
 * The definitions addenda: terms that are new and words that were added to a term. Nothing has been taken away in them so
 * far; a line that does so refuses the file rather than being passed over.
 */
export const icd10pcsDefinitionsAddenda: FileReader = {
  kind: 'pcs-definitions',
  system: 'icd10pcs',
  title: 'ICD-10-PCS definitions addenda',
  recognises: (head) => /^Section [0-9A-Z] {2,}\S.*\r?\nAxis \d {2,}\S.*\r?\nRow\s/.test(head),
  async read(file, stated) {
    const found: DefinitionRow[] = [];
    let [section, axis, isApril2026] = ['', 0, false];
    for await (const { text, number } of linesOf(file)) {
      isApril2026 ||= isOfApril2026(text);
      const [, what, place, change, said] =
        /^(Section|Axis|Row|Term|Definition|Includes)(?: (\w))? +(Add)? *(.*\S)?\s*$/.exec(text) ?? [];
      if (text.trim() !== '' && !what)
        throw new ForeignFileError(file.name, 'is not a line of definitions addenda', number);
      if (what === 'Section') section = place ?? '';
      if (what === 'Axis') axis = Number(place);
      if (what === 'Term' && said) found.push({ section, axis, term: said, includes: [] });
      const term = found.at(-1);
      if (term && said && change && what === 'Includes') term.includes.push(said);
      if (term && said && change && what === 'Definition') term.definition = said;
    }
    if (found.length === 0) throw new ForeignFileError(file.name, 'has no definitions');
    return [
      {
        ...officialRelease({
          kind: 'pcs-definitions',
          system: 'icd10pcs',
          ...yearOfAddenda(file, isApril2026, stated),
          coverage: 'differences',
        }),
        definitions: mergeDefinitions(found),
      },
    ];
  },
};
