// Prints what it costs to write 1,000 items of the bank in each format of the item exchange, and to read them again.
import { cpus } from 'node:os';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { bankForOthers, ITEM_FORMATS } from '../db/exchange/formats.ts';

const ITEMS = 1000;
const RUNS = 15;

const bank = bankForOthers();
const items: ForeignItem[] = Array.from({ length: ITEMS }, (_, at) => {
  const item = bank[at % bank.length];
  if (item === undefined) throw new Error('the bank is empty');
  return { ...item, name: `${item.name}-${at}` };
});

/** Milliseconds of this thread on a processor, whatever else the machine does. */
const medianOf = (work: () => void): number => {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  }).sort((one, other) => one - other);
  return times[Math.floor(RUNS / 2)] ?? Number.NaN;
};

console.log(
  `${ITEMS} items, made of ${bank.length} of the bank; ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
);
console.log('| format | KB | write, ms of one core | read, ms of one core | read again |');
console.log('|---|---|---|---|---|');
for (const { name, read, write } of ITEM_FORMATS) {
  const { bytes } = write(items);
  const { items: back, remarks } = read(bytes);
  const times = [medianOf(() => write(items)), medianOf(() => read(bytes))].map((ms) => ms.toFixed(0));
  const outcome = `${back.length}, ${remarks.length} remarks`;
  console.log(`| ${name} | ${(bytes.length / 1024).toFixed(0)} | ${times.join(' | ')} | ${outcome} |`);
}
