import { agreedYear } from '#db/releases/fiscal-year';
import { type FileReader, type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { type DefinitionRow, officialRelease } from '#db/releases/release-content';
import { readXml, type XmlHandlers } from '#db/releases/xml-events';

/** The ICD-10-PCS definitions: what operations, approaches and devices are, and which words belong to a body part. */
export const icd10pcsDefinitions: FileReader = {
  kind: 'pcs-definitions',
  system: 'icd10pcs',
  title: 'ICD-10-PCS definitions',
  recognises: (head) => /<ICD10PCS\.definitions[\s>]/.test(head),
  async read(file, stated) {
    const { handlers, result } = definitionReading(file);
    await readXml(file, handlers);
    const { year, definitions } = result();
    return [
      {
        ...officialRelease({
          kind: 'pcs-definitions',
          system: 'icd10pcs',
          ...agreedYear(file, `FY${year}`, stated),
        }),
        definitions,
      },
    ];
  },
};

function definitionReading(file: ForeignFile) {
  const found: DefinitionRow[] = [];
  let year = 0;
  let section = '';
  let axis = 0;
  /** Several titles share one definition: the right and the left body part. */
  let titles: string[] = [];
  let entry: Omit<DefinitionRow, 'section' | 'axis' | 'term'> = { includes: [] };
  const handlers: XmlHandlers = {
    open(name, attributes) {
      if (name === 'section') section = attributes.code ?? '';
      if (name === 'axis') axis = Number(attributes.pos);
      if (name !== 'terms') return;
      titles = [];
      entry = { includes: [] };
    },
    close(name, text, path) {
      if (name === 'version') year = Number(text);
      if (name === 'title' && path.at(-1) === 'terms') titles.push(text);
      if (name === 'definition' || name === 'explanation') entry[name] = text;
      if (name === 'includes') entry.includes.push(text);
      if (name === 'terms') found.push(...titles.map((term) => ({ section, axis, term, ...entry })));
    },
  };
  const result = () => {
    if (year < 2016 || year > 2100) throw new ForeignFileError(file.name, 'does not say of which year it is');
    if (found.length === 0) throw new ForeignFileError(file.name, 'has no definitions');
    return { year, definitions: mergeDefinitions(found) };
  };
  return { handlers, result };
}

/** One row per term of an axis; what several rows say of it stands together. */
export function mergeDefinitions(rows: readonly DefinitionRow[]): DefinitionRow[] {
  const merged = new Map<string, DefinitionRow>();
  for (const row of rows) {
    const key = `${row.section} ${row.axis} ${row.term}`;
    const known = merged.get(key);
    const includes = [...new Set([...(known?.includes ?? []), ...row.includes])];
    merged.set(key, { ...row, ...known, includes });
  }
  return [...merged.values()];
}
