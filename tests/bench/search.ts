// npm run bench:search: the encoder's search beside MiniSearch, FlexSearch, lunr and plain FTS5, on the same documents
// and the same queries, in one run. Documents are all codes of the newest official releases with half of their names;
// queries are names of the other half, which no index has seen, and lay and clinical synonyms; one in ten has a typo.
// `-- tune` asks the part that may be looked at instead; `-- 3` every third query, where time is short.
import { cpus, loadavg } from 'node:os';
import { type Query, readCorpus } from './search/corpus.ts';
import { measure, quantile, type Score } from './search/measure.ts';
import { type Build, buildFlexSearch, buildFts5, buildLunr, buildMiniSearch, buildOurs } from './search/peers.ts';

const ENGINES: Build[] = [buildOurs, buildFts5, buildFlexSearch, buildMiniSearch, buildLunr];
const GROUPS = ['all', 'inclusion', 'synonym', 'external', 'neoplasm', 'drug', 'pcs', 'typo'];
const WARM_UP = 200;

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const milliseconds = (time: number) => `${time.toFixed(2)} ms`;

function row(group: string, score: Score): string {
  const cells = [
    group.padEnd(10),
    String(score.asked).padStart(5),
    share(score.first, score.asked).padStart(8),
    share(score.ten, score.asked).padStart(8),
    share(score.category, score.asked).padStart(8),
    milliseconds(quantile(score.times, 0.5)).padStart(11),
    milliseconds(quantile(score.times, 0.99)).padStart(11),
  ];
  return `  ${cells.join('')}`;
}

async function run(root: string): Promise<void> {
  const corpus = await readCorpus(root);
  const stride = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1);
  const asked: Query[] = process.argv.includes('tune') ? corpus.tune : corpus.test;
  const queries = asked.filter((_, at) => at % stride === 0);
  const names = corpus.documents.reduce((sum, { terms }) => sum + terms.length, 0);
  console.log(`${corpus.documents.length} codes and headers with ${names} names; ${queries.length} queries`);
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
  );
  console.log('right: the code a query names or one below it; category: the first three characters are right');
  let [ours, bestPeer] = [0, 0];
  for (const build of ENGINES) {
    const start = performance.now();
    const engine = build(corpus.documents);
    const took = performance.now() - start;
    for (const { text } of corpus.tune.slice(0, WARM_UP)) engine.ask(text, 10);
    const scores = measure(engine, corpus.documents, queries);
    console.log(`\n${engine.name}: ${(engine.size / 1e6).toFixed(1)} MB, built in ${(took / 1000).toFixed(1)} s`);
    console.log('  asked of  queries recall@1 recall@10 category   median        p99');
    for (const group of GROUPS) {
      const score = scores.get(group);
      if (score) console.log(row(group, score));
    }
    const all = scores.get('all');
    const recall = all ? all.ten / all.asked : 0;
    if (build === buildOurs) ours = recall;
    else bestPeer = Math.max(bestPeer, recall);
  }
  console.log(`\nrecall@10 of ours over the best peer: ${(ours / bestPeer).toFixed(2)}`);
}

if (process.env.CODESETS_DIR) await run(process.env.CODESETS_DIR);
else console.log('Set CODESETS_DIR to the folder with the official releases to measure the search.');
