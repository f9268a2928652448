import type { NotebookFilter } from '#db/queries/notebook';
import { ROOT_CAUSE_NAMES } from '#domain/study/notebook';
import { dayOf } from '#domain/time';
import { download, streamOf } from '#operations/privacy/archive';
import { csvOf } from '#operations/privacy/csv';
import { MOST_ON_PAGE, readEntries, type ShownEntry } from './read-notebook.ts';

const COLUMNS = [
  'date',
  'setting',
  'skill',
  'variance',
  'effect',
  'what',
  'controllingSource',
  'correctedRule',
  'nextDrill',
  'rootCause',
  'note',
  'settled',
  'from',
];

const rowOf = (entry: ShownEntry) => ({
  date: new Date(entry.at).toISOString(),
  setting: entry.setting,
  skill: entry.skill,
  variance: entry.variance,
  effect: entry.severity,
  what: entry.headline,
  controllingSource: entry.cite,
  correctedRule: entry.sentences.join(' '),
  nextDrill: [entry.drill.lesson, entry.drill.chart].flatMap((way) => (way ? [way.title] : [])).join('; '),
  rootCause: entry.rootCause === null ? '' : ROOT_CAUSE_NAMES[entry.rootCause],
  note: entry.note,
  settled: entry.isSettled ? 'yes' : 'no',
  from: entry.from.title,
});

/** Every entry that fits as CSV, page by page. Cells that a spreadsheet would run as a formula get an apostrophe. */
export function exportNotebook(locals: App.Locals, filter: NotebookFilter): Response {
  const body = streamOf(piecesOf(locals, filter));
  return download(body, `error-notebook-${dayOf(locals.now)}.csv`, 'text/csv; charset=utf-8');
}

async function* piecesOf(locals: App.Locals, filter: NotebookFilter): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvOf(COLUMNS, [], true));
  for (let skip = 0; ; skip += MOST_ON_PAGE) {
    const entries = await readEntries(locals, filter, { skip, most: MOST_ON_PAGE });
    if (entries.length > 0) yield encoder.encode(csvOf(COLUMNS, entries.map(rowOf), false));
    if (entries.length < MOST_ON_PAGE) return;
  }
}
