import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AnswerKey } from '#domain/chart/answer-key';
import { codeAddress } from '#domain/codeset/address';
import { serviceSystemOf } from '#domain/codeset/code';
import { crawl, type Reached } from './crawl.ts';
import { bankTexts, builtFiles, findLeaks, readKeys, textsIn } from './leaks.ts';
import { enterDiagnoses, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { type Answered, type Knock, knock, sideDoors } from './side-doors.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const keys: Record<string, AnswerKey> = readKeys();

test('before submitting, nothing a learner can reach holds any part of any key', async () => {
  const { page, context } = await newLearner(stage);
  const seen: Reached[] = [];
  page.on('response', async (response) => {
    const body = await response.text().catch(() => '');
    seen.push({ address: response.url(), asked: response.request().postData() ?? '', body });
  });
  for (const slug of Object.keys(keys)) {
    await openChart(page, slug);
    await enterDiagnoses(page, ['I10']);
    await waitUntilSaved(page);
  }
  const fetchText = async (address: string) => {
    const response = await context.request.get(address, { maxRedirects: 0 });
    return { body: await response.text(), type: response.headers()['content-type'] ?? '' };
  };
  const reached = [
    ...seen,
    ...(await crawl(stage.server.address, ['/', '/sandbox', '/api/codes/find?q=chf'], fetchText)),
  ];
  // The crawl has really been everywhere: every chart, the island's modules and the styles.
  for (const slug of Object.keys(keys))
    expect(reached.some(({ address }) => address.endsWith(`/sandbox/${slug}`))).toBe(true);
  expect(reached.filter(({ address }) => address.endsWith('.js')).length).toBeGreaterThan(2);
  expect(reached.filter(({ address }) => address.includes('/_actions/')).length).toBeGreaterThan(12);
  // The index of the site's search and the written cards name codes as the code book does, to everybody the same; what a
  // key says they must not.
  const isCodeBookCode = ({ address, what }: { address: string; what: string }) =>
    /\/(?:search-index\.json$|study\/cards)/.test(address) && what.startsWith('codes: ');
  expect(findLeaks(reached, keys).filter((leak) => !isCodeBookCode(leak))).toEqual([]);
  const texts = bankTexts();
  expect(reached.filter(({ body }) => textsIn(body, texts).length > 0).map(({ address }) => address)).toEqual([]);
}, 180_000);

test('nothing of the question bank is in the build', () => {
  const texts = bankTexts();
  const files = builtFiles(process.env.E2E_DIST ?? 'dist');
  expect(texts.length).toBeGreaterThan(50);
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(({ text }) => textsIn(text, texts).length > 0).map(({ file }) => file)).toEqual([]);
  // The same search finds what a page has: a knowledge check is meant to be read.
  const check = readFileSync('content/lessons/anatomy/01-heart-and-vessels.check.yaml', 'utf8');
  const known = /text: (I21\.19, .+)/.exec(check)?.[1] ?? '';
  expect(files.filter(({ text }) => textsIn(text, [known]).length > 0)).not.toEqual([]);
});

test('the code book says the same to somebody in the middle of a chart as to a stranger, and nothing of a key', async () => {
  const { begin } = await aGuest();
  const { cookie } = await begin('inpatient-breathless-ckd');
  const named = Object.values(keys).flatMap((key) => [
    ...key.diagnoses.map(({ code }) => codeAddress({ system: 'icd10cm', code })),
    ...key.procedures.map(({ code }) => codeAddress({ system: 'icd10pcs', code })),
    ...key.services.map(({ code }) => codeAddress({ system: serviceSystemOf(code) ?? 'px', code })),
  ]);
  const pages = ['/codes', '/codes/icd-10-cm', '/codes/px', ...new Set(named)].map((path) => `${path}?pane=1`);
  const words = ['chf', 'sepsis', 'acute kidney failure', 'cholangitis', 'E11', 'inpatient-breathless-ckd'];
  const paths = [...pages, ...words.map((q) => `/api/codes/find?${new URLSearchParams({ q })}`)];
  for (const path of paths) {
    const [mine, anybodys] = [
      await knock(stage.server.address, { path, headers: { cookie } }),
      await knock(stage.server.address, { path }),
    ];
    expect([path, mine.status < 500]).toEqual([path, true]);
    const bodyOf = ({ body }: Answered) => body.slice(body.indexOf('\n'));
    expect(bodyOf(mine)).toBe(bodyOf(anybodys));
    // A page about a code names codes; what a key says about them it must not.
    expect(findLeaks([mine], keys).filter(({ what }) => !what.startsWith('codes: '))).toEqual([]);
  }
}, 180_000);

/** A guest without a browser: what an action answers, and the cookie that says who asked. */
async function aGuest() {
  const call = async (name: string, input: unknown, cookie = '') => {
    const headers = { 'content-type': 'application/json', cookie };
    return knock(stage.server.address, {
      method: 'POST',
      path: `/_actions/practice.${name}`,
      headers,
      body: JSON.stringify(input),
    });
  };
  const begin = async (slug: string, known = '') => {
    const opened = await call('open', { slug }, known);
    const cookie = known || String(opened.headers['set-cookie']).split(';')[0] || '';
    return { cookie, attemptId: /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(opened.body.split('\n')[1] ?? '')?.[0] ?? '' };
  };
  return { call, begin };
}

const knockAll = async (doors: Knock[], cookie: string): Promise<Answered[]> => {
  const answers = [];
  for (const door of doors)
    answers.push(await knock(stage.server.address, { ...door, headers: { ...door.headers, cookie } }));
  return answers;
};

test('no side door tells of a key: paths, methods, actions by name and by form, images, islands', async () => {
  const { begin } = await aGuest();
  for (const slug of Object.keys(keys)) {
    const { cookie, attemptId } = await begin(slug);
    expect(attemptId).not.toBe('');
    const answers = await knockAll(sideDoors(slug, attemptId), cookie);
    expect(answers.filter(({ status, address }) => status >= 500 && !address.endsWith('/500'))).toEqual([]);
    expect(findLeaks(answers, keys)).toEqual([]);
  }
}, 180_000);

test('a result is for its owner, after submitting: before it there is only the way back, for others nothing', async () => {
  const slug = 'office-knee-injection';
  const { call, begin } = await aGuest();
  const owner = await begin(slug);
  const path = `/sandbox/${slug}/result/${owner.attemptId}`;
  const early = await knock(stage.server.address, { path, headers: { cookie: owner.cookie } });
  expect([early.status, early.headers.location]).toEqual([302, `/sandbox/${slug}`]);
  expect(findLeaks([early], keys)).toEqual([]);

  await call('submit', { attemptId: owner.attemptId, baseRevision: 0 }, owner.cookie);
  const own = await knock(stage.server.address, { path, headers: { cookie: owner.cookie } });
  expect(own.status).toBe(200);
  expect(own.headers['cache-control']).toMatch(/private/);
  expect(findLeaks([own], { [slug]: keys[slug] as AnswerKey }).length).toBeGreaterThan(0);
  const { [slug]: _, ...otherKeys } = keys;
  expect(findLeaks([own], otherKeys)).toEqual([]);

  const stranger = await begin(slug);
  for (const cookie of [stranger.cookie, '', `${owner.cookie.slice(0, -1)}_`]) {
    const answers = await knockAll(sideDoors(slug, owner.attemptId), cookie);
    expect(answers.filter(({ address, status }) => address.endsWith(path) && ![404, 405].includes(status))).toEqual([]);
    expect(findLeaks(answers, keys)).toEqual([]);
  }
});

test('the type-ahead answers what was typed and nothing of a key beyond it', async () => {
  const entries = Object.values(keys).flatMap((key) => key.diagnoses);
  const prefixes = entries.flatMap(({ code }) => [1, 2, 3, 4, code.length].map((length) => code.slice(0, length)));
  const words = [
    'acute',
    'chronic',
    'fracture',
    'diabetes',
    'sepsis',
    'pain',
    'left',
    'initial encounter',
    'status',
    'un',
  ];
  const slugs = Object.keys(keys).flatMap((slug) => [slug, ...slug.split('-')]);
  const answers = await Promise.all(
    [...new Set([...prefixes, ...words, ...slugs])].map((q) =>
      knock(stage.server.address, {
        path: `/api/codes/find?${new URLSearchParams({ systems: 'icd10cm', icd10cm: 'FY2026', take: '', q })}`,
      }),
    ),
  );
  expect(answers.filter(({ body }) => body.includes('"code":')).length).toBeGreaterThan(50);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(findLeaks(answers, keys)).toEqual([]);
});

describe('the search for leaks can find one', () => {
  const [slug, key] = Object.entries(keys)[0] ?? ['', undefined];
  const first = key?.diagnoses[0];
  const leaksOf = (body: string) => findLeaks([{ address: 'http://x/planted', asked: '', body }], keys);

  test.each([
    ['a rationale', () => `<p>${first?.rationale}</p>`],
    ['a rationale inside JSON', () => JSON.stringify({ deep: [{ rationale: first?.rationale }] })],
    [
      'a rationale inside an island’s escaped properties',
      () => (first?.rationale ?? '').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    ],
    ['what a chart turns on', () => key?.turnsOn ?? ''],
    ['a whyNot', () => key?.diagnoses.flatMap((entry) => entry.whyNot)[0]?.text ?? ''],
    ['a reason to leave out', () => key?.notCoded[0]?.text ?? ''],
    ['evidence marked as such', () => JSON.stringify({ evidence: first?.evidence })],
    ['evidence marked in HTML', () => `<mark id="evidence-1">${first?.evidence[0]?.quote}</mark>`],
    ['the codes of a key together', () => JSON.stringify(key?.diagnoses.map(({ code }) => code))],
  ])('%s', (_, plant) => {
    expect(leaksOf(plant()).length, `${slug}: planted text has to be found`).toBeGreaterThan(0);
  });

  test('suggestions of a type-ahead that nobody asked for', () => {
    const results = key?.diagnoses.map(({ code }) => ({ system: 'icd10cm', code, title: 'planted' }));
    const address = 'http://x/api/codes/find?q=pain';
    expect(findLeaks([{ address, asked: '', body: JSON.stringify({ results }) }], keys).length).toBeGreaterThan(0);
  });

  test('the chart’s own words are no leak', () => {
    expect(leaksOf(`<p>${first?.evidence[0]?.quote}</p>`)).toEqual([]);
  });
});
