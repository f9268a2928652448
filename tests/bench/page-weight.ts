// Prints how much JavaScript each kind of page brings, gzipped: what a browser fetches plus what stands in the page.
import { globSync, readFileSync } from 'node:fs';
import { startServer } from '../e2e/server.ts';
import { gzipped, weighScripts } from './pages/weigh-scripts.ts';

const KIB = 1024;
const PAGES: [path: string, budgetInKib: number][] = [
  ['/', 10],
  ['/learn', 10],
  ['/learn/icd-10-cm-guidelines/conventions', 10],
  ['/learn/glossary/diseases', 10],
  ['/search?q=sepsis', 10],
  ['/sandbox', 10],
  ['/sandbox/inpatient-cholangitis-sepsis', 110],
  ['/sandbox/office-knee-injection', 110],
  // React and its island loader are 70 of these.
  ['/codes', 84],
  // The search box, and nothing else.
  ['/codes/icd-10-cm/E11.22', 2],
  ['/exams', 10],
  ['/exams/cpc-2026', 10],
  ['/nowhere', 10],
];
/** An exam that somebody sits, who has to have begun it: with React, like the workspace. */
const SITTING_BUDGET_IN_KIB = 110;
const EXAM = '/exams/cpc-2026';
const START = { scope: 'mock', mode: 'exam', timeMultiplier: '1', breakMinutes: '0' };

/** A guest begins an exam; answers where its screen is, and the guest's cookie. */
async function beginExam(origin: string): Promise<{ path: string; cookie: string }> {
  const page = await fetch(origin + EXAM);
  await page.arrayBuffer();
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(origin + EXAM, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(START),
  });
  const path = answer.headers.get('location');
  if (!path) throw new Error(`no exam was begun: ${answer.status}`);
  return { path, cookie };
}

const server = await startServer();
try {
  const sitting = await beginExam(server.address);
  const rows = [];
  for (const [path, budget] of [...PAGES, [sitting.path, SITTING_BUDGET_IN_KIB] as const]) {
    const { fetched, inline } = await weighScripts(server.address, path, path === sitting.path ? sitting.cookie : '');
    const total = (fetched + inline) / KIB;
    rows.push({
      page: path === sitting.path ? '/exams/sitting/…' : path,
      'fetched KiB': (fetched / KIB).toFixed(1),
      'inline KiB': (inline / KIB).toFixed(1),
      'total KiB': total.toFixed(1),
      'budget KiB': budget,
      within: total <= budget ? 'yes' : 'NO',
    });
  }
  console.log('JavaScript per page, gzipped');
  console.table(rows);
  const used = globSync('dist/client/_astro/open-box*.js').map((path) => readFileSync(path, 'utf8'));
  console.log(
    `once the search box is used, on any page: ${(gzipped(used.join('')) / KIB).toFixed(1)} KiB and the index`,
  );
} finally {
  await server.stop();
}
