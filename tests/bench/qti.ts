import { readQti } from '#db/exchange/qti/read-qti';
import { writeQtiPackage } from '#db/exchange/qti/write-package';
import { readAllItems } from '#db/read-items';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';

/** What a package of 1,000 questions costs to write and to read: the bank's own, over and over under other names. */
const COUNT = 1_000;
const RUNS = 5;

const carried = readAllItems('.').flatMap(({ source, scenario }) =>
  source.value.items.flatMap((item) => {
    const made = toForeignItem(item, source.value.scenario && { title: source.value.scenario.title, blocks: scenario });
    return made.ok ? [made.value] : [];
  }),
);
const items = Array.from({ length: COUNT }, (_, at) => {
  const item = carried[at % carried.length];
  if (!item) throw new Error('the bank has no item');
  return { ...item, name: `${item.name}-${at}` };
});

/** Time of processors: another's load on the machine does not count. */
const cpuMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const median = (times: number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
const writing: number[] = [];
const reading: number[] = [];
let bytes: Uint8Array = new Uint8Array();
for (let run = 0; run < RUNS; run++) {
  const from = cpuMilliseconds();
  bytes = writeQtiPackage(items, Date.UTC(2026, 10, 26));
  const written = cpuMilliseconds();
  const { items: read, remarks } = await readQti(bytes, 'items.zip');
  reading.push(cpuMilliseconds() - written);
  writing.push(written - from);
  if (read.length !== COUNT || remarks.length > 0) throw new Error(`${read.length} items, ${remarks.length} remarks`);
}
console.log(`${COUNT} items, ${(bytes.length / 1024).toFixed(0)} kB packed; median of ${RUNS} runs`);
console.log(`written in ${median(writing).toFixed(0)} ms, read in ${median(reading).toFixed(0)} ms of processor time`);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
