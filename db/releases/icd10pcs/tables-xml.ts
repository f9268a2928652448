import { agreedYear } from '#db/releases/fiscal-year';
import { type FileReader, type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { printedRows, type TableRowRead } from '#db/releases/icd10pcs/printed-rows';
import { type DefinitionRow, officialRelease } from '#db/releases/release-content';
import { readXml, type XmlHandlers } from '#db/releases/xml-events';

/**
 * The ICD-10-PCS tables: rows whose every combination is a legal code, what each value means, and the definition of each
 * operation. The file says how many values an axis and how many codes a row has; both are counted again.
 */
export const icd10pcsTables: FileReader = {
  kind: 'pcs-tables',
  system: 'icd10pcs',
  title: 'ICD-10-PCS tables',
  recognises: (head) => /<ICD10PCS\.tabular[\s>]/.test(head),
  async read(file, stated) {
    const reading = tableReading(file);
    await readXml(file, reading.handlers);
    const { year, rows, definitions } = reading.result();
    return [
      {
        ...officialRelease({
          kind: 'pcs-tables',
          system: 'icd10pcs',
          ...agreedYear(file, `FY${year}`, stated),
        }),
        ...printedRows(rows),
        definitions,
      },
    ];
  },
};

interface OpenAxis {
  axis: number;
  promised: number;
  labels: [value: string, label: string][];
}

/** What is known at the line being read. Axes stand in order: 1 to 3 above the rows, 4 to 7 inside each. */
function tableReading(file: ForeignFile) {
  const rows: TableRowRead[] = [];
  const definitions = new Map<string, DefinitionRow>();
  let year: number | undefined;
  let heads: [string, string][] = [];
  let row: OpenAxis[] = [];
  let axis: OpenAxis | undefined;
  let value = '';
  let promisedCodes = 0;
  const refuse = (why: string, line: number): never => {
    throw new ForeignFileError(file.name, why, line);
  };
  const closeAxis = (line: number) => {
    if (!axis) return;
    const { axis: place, promised, labels } = axis;
    if (labels.length !== promised) refuse(`axis ${place} promises ${promised} values and has ${labels.length}`, line);
    if (new Set(labels.map(([code]) => code)).size !== labels.length) refuse(`axis ${place} has a value twice`, line);
    if (place !== (place <= 3 ? heads.length + 1 : row.length + 4)) refuse(`axis ${place} is out of order`, line);
    if (place > 3) row.push(axis);
    else if (labels[0]) heads.push(labels[0]);
    axis = undefined;
  };
  const closeRow = (line: number) => {
    if (row.length !== 4 || heads.length !== 3) refuse('a row has not its four axes', line);
    const count = row.reduce((product, { labels }) => product * labels.length, 1);
    if (count !== promisedCodes) refuse(`a row promises ${promisedCodes} codes and allows ${count}`, line);
    rows.push({ heads, axes: row.map(({ labels }) => labels) });
  };
  const define = (text: string) => {
    const [section = '', term = ''] = [heads[0]?.[0], axis?.labels.at(-1)?.[1]];
    const key = `${section} ${term}`;
    if (!definitions.has(key)) definitions.set(key, { section, axis: 3, term, definition: text, includes: [] });
  };
  const handlers: XmlHandlers = {
    open(name, attributes, _path, line) {
      if (name === 'pcsTable') heads = [];
      if (name === 'pcsRow') {
        row = [];
        promisedCodes = Number(attributes.codes);
      }
      if (name === 'axis') axis = { axis: Number(attributes.pos), promised: Number(attributes.values), labels: [] };
      if (name === 'label') value = attributes.code ?? '';
      if (name === 'label' && !/^[0-9A-HJ-NP-Z]$/.test(value)) refuse(`“${value.slice(0, 20)}” is no axis value`, line);
    },
    close(name, text, path, line) {
      if (name === 'version' && path.length === 1) year = Number(text);
      if (name === 'label') axis?.labels.push([value, text]);
      if (name === 'definition' && axis?.axis === 3) define(text);
      if (name === 'axis') closeAxis(line);
      if (name === 'pcsRow') closeRow(line);
    },
  };
  const result = () => {
    if (!year || year < 2016 || year > 2100) throw new ForeignFileError(file.name, 'does not say of which year it is');
    if (rows.length === 0) throw new ForeignFileError(file.name, 'has no tables');
    return { year, rows, definitions: [...definitions.values()] };
  };
  return { handlers, result };
}
