// Prints what the search of the site weighs, how long it takes in a slow browser, and what it finds, next to MiniSearch on
// the same documents. `node tests/bench/site-search.ts [times slower]`; 4 when left out.
import { globSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../e2e/browser.ts';
import { startServer } from '../e2e/server.ts';
import { isMeant, type QuestionGroup, readQuestionGroups } from '../site-search/questions.ts';
import { quantile } from './search/measure.ts';
import { readDocuments, readSearch } from './site-search/corpus.ts';
import { type Timed, timeMini, timeOurs } from './site-search/in-browser.ts';
import { mini, ours, type SiteEngine } from './site-search/peers.ts';

const slower = Number(process.argv[2] ?? 4);
const FRESH_PAGES = 5;
/** How many the box lists. */
const LISTED = 7;
const LISTS = ['tests/site-search/queries.tsv', 'tests/bench/site-search/unseen.tsv'];
const kib = (bytes: number) => (bytes / 1024).toFixed(1);
const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;
const ms = (value: number) => value.toFixed(1);

const sent = readSearch();
const documents = readDocuments(sent);

function printSizes(): void {
  const index = JSON.stringify(sent);
  const texts = globSync('dist/client/search/*/*.json').map((path) => gzipped(readFileSync(path, 'utf8')));
  const script = globSync('dist/client/_astro/open-box*.js').map((path) => readFileSync(path, 'utf8'));
  console.log(`${documents.length} places, ${sent.postings.terms.length} terms`);
  console.table([
    {
      sent: 'index',
      'raw KiB': kib(Buffer.byteLength(index)),
      'gzipped KiB': kib(gzipped(index)),
      'at most KiB': '400',
    },
    {
      sent: 'script, when the box is used',
      'raw KiB': kib(script.join('').length),
      'gzipped KiB': kib(gzipped(script.join(''))),
    },
    {
      sent: `texts of a lesson, when shown (${texts.length})`,
      'gzipped KiB': `${kib(Math.min(...texts))} to ${kib(Math.max(...texts))}, all ${kib(texts.reduce((sum, one) => sum + one, 0))}`,
    },
  ]);
}

function printFound(engines: readonly SiteEngine[], groups: readonly QuestionGroup[]): void {
  const share = (engine: SiteEngine, asked: QuestionGroup['questions'], most: number) => {
    const right = asked.filter(({ typed, address }) =>
      engine
        .ask(typed, LISTED)
        .slice(0, most)
        .some((found) => isMeant(found, address)),
    );
    return `${right.length} of ${asked.length}`;
  };
  const all = { title: 'all', questions: groups.flatMap(({ questions }) => questions) };
  console.table(
    [...groups, all].map(({ title, questions }) => ({
      asked: title,
      ...Object.fromEntries(
        engines.flatMap((engine) => [
          [`${engine.name}: first`, share(engine, questions, 1)],
          [`${engine.name}: of 3`, share(engine, questions, 3)],
        ]),
      ),
    })),
  );
}

/** Of so many questions one is typed letter by letter. */
const TYPED = 4;
const every = (questions: readonly string[]) => questions.filter((_, at) => at % TYPED === 0);

async function printTimes(typed: readonly string[]): Promise<void> {
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const own: Timed[] = [];
    for (let page = 0; page < FRESH_PAGES; page++) {
      const from = (page * 17) % typed.length;
      const questions = [...typed.slice(from), ...typed.slice(0, from)];
      own.push(await timeOurs(browser, server.address, slower, page === 0 ? every(questions) : questions.slice(0, 1)));
    }
    const peer = await timeMini(browser, server.address, slower, documents, every(typed));
    const row = (name: string, loads: number[], firsts: number[], each: number[]) => ({
      engine: name,
      load: ms(quantile(loads, 0.5)),
      'first answer': `${ms(quantile(firsts, 0.5))} (most ${ms(Math.max(...firsts))})`,
      p50: ms(quantile(each, 0.5)),
      p99: ms(quantile(each, 0.99)),
      'index gzipped KiB': name.startsWith('Mini') ? kib(gzipped(peer.sent)) : kib(gzipped(JSON.stringify(sent))),
    });
    console.log('milliseconds the page is busy');
    console.table([
      row(
        'ours, shown in the page',
        own.map(({ load }) => load),
        own.map(({ first }) => first),
        own.flatMap(({ each }) => each),
      ),
      row('MiniSearch, answers alone', [peer.load], [peer.first], peer.each),
    ]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores; Chromium ${slower} times slower; load ${loadavg()[0]?.toFixed(1)}`,
);
printSizes();
const engines = [ours(sent), mini(documents)];
for (const list of LISTS) {
  console.log(list);
  printFound(engines, readQuestionGroups(list));
}
await printTimes(readQuestionGroups(LISTS[0] ?? '').flatMap(({ questions }) => questions.map(({ typed }) => typed)));
