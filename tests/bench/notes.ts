import { resolveNotes } from '../releases/note-resolution.ts';

/**
 * What the reader makes of the instructional lines of the whole tabular list: how many name codes and became ranges, how
 * many are prose, and which name codes that it does not wholly understand. Needs CODESETS_DIR; run by `npm run
 * bench:notes`. It asserts nothing: tests/releases/edits-notes.test.ts does.
 */
const root = process.env.CODESETS_DIR;
if (!root) {
  console.error('Set CODESETS_DIR to the folder of the official releases.');
  process.exit(1);
}
const start = performance.now();
const { counts, open } = await resolveNotes(root);
console.log(`Tabular list FY2026, read in ${Math.round(performance.now() - start)} ms`);
console.table(Object.fromEntries(counts));
const all = [...counts.values()].reduce(
  (sum, { lines, ranges, prose }) => ({
    lines: sum.lines + lines,
    ranges: sum.ranges + ranges,
    prose: sum.prose + prose,
  }),
  { lines: 0, ranges: 0, prose: 0 },
);
const naming = all.lines - all.prose;
console.log(
  `${all.ranges} of ${naming} lines that name codes became ranges (${((100 * all.ranges) / naming).toFixed(2)} %)`,
);
console.log(`${open.length} were not wholly understood:`);
for (const { at, kind, lacking, targets, text } of open)
  console.log(`  ${at} ${kind} · ${lacking.join(' ')} · [${targets.join(' ')}] · ${text}`);
