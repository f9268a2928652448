import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Db } from '#db/client';
import { type ContentIssue, nameOfFile } from '#db/content-issue';
import { readPracticeRules } from '#db/practice-rules';
import { getCatalog } from '#db/queries/codes';
import { readBlueprints } from '#db/read-blueprints';
import { listSlugs, readCase } from '#db/read-case';
import { type AuthoredItems, listItemFiles, readItems } from '#db/read-items';
import { listLessons, readLesson } from '#db/read-lesson';
import { readYaml } from '#db/read-yaml';
import { readStarterSet } from '#db/starter-set';
import type { BankUnderReview } from '#domain/authoring/item-rule';
import { lintItems } from '#domain/authoring/lint-items';
import { documentText } from '#domain/chart/document-text';
import type { Catalog } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import { domainName } from '#domain/exam/blueprint';
import { codesOfTypedItem } from '#domain/exam/items/judge-typed-codes';
import { ITEM_RELEASES, releasesOfItem, type TypedCodesItem } from '#domain/exam/items/typed-codes-item';
import { diagramSchema } from '#domain/lessons/diagram';
import { SKILLS } from '#domain/study/skills';

/** Every issue of the item bank under `root`, each with its file and line. Files that cannot be read keep none back. */
export async function lintItemBank(
  root: string,
  catalogDb: Db,
  guidelineSections?: ReadonlySet<string>,
): Promise<ContentIssue[]> {
  const read = listItemFiles(root).map((id) => readItems(root, id));
  const files = read.flatMap((result) => (result.ok ? [result.value] : []));
  const bank = await underReview(root, catalogDb, files, guidelineSections);
  const sources = new Map(files.map(({ id, source }) => [id, source]));
  const issues = lintItems(bank).map(({ file, path, message, fix, isWarning }): ContentIssue => {
    const source = sources.get(file);
    const place = { file: source?.file ?? file, line: source?.lineOf(path) ?? 1 };
    return { ...place, message, fix, ...(isWarning && { isWarning }) };
  });
  return [...read.flatMap((result) => (result.ok ? [] : result.problem)), ...issues, ...straysIn(root)];
}

async function underReview(
  root: string,
  catalogDb: Db,
  files: readonly AuthoredItems[],
  guidelineSections?: ReadonlySet<string>,
): Promise<BankUnderReview> {
  const items = files.flatMap(({ source }) => source.value.items);
  const catalogs = await catalogsOf(
    catalogDb,
    items.filter((item) => item.type === 'typed-codes'),
  );
  return {
    files: files.map(({ id, source, reviewFile }) => ({
      id,
      content: source.value,
      review: reviewFile && readFileSync(reviewFile, 'utf8'),
    })),
    domains: domainsIn(root),
    skills: new Set(SKILLS.map(({ id }) => id)),
    diagrams: diagramsIn(root),
    lessonQuestions: lessonQuestionsIn(root),
    charts: chartsIn(root),
    starter: readStarterSet(root),
    catalogOf: (item) => catalogs.get(releaseKey(item as TypedCodesItem)) as Catalog,
    practiceRules: readPracticeRules(root, ITEM_RELEASES.px),
    ...(guidelineSections && { guidelineSections }),
  };
}

/** Items that are right under the same releases on the same day share a catalog. */
function releaseKey(item: TypedCodesItem): string {
  const { pins, on } = releasesOfItem(item);
  return `${pins.icd10cm} ${on}`;
}

async function catalogsOf(catalogDb: Db, items: readonly TypedCodesItem[]): Promise<Map<string, Catalog>> {
  const catalogs = new Map<string, Catalog>();
  for (const [key, [first, ...more]] of Map.groupBy(items, releaseKey))
    if (first) {
      const wanted = [first, ...more].flatMap((item) => codesOfTypedItem(item));
      catalogs.set(key, await getCatalog(catalogDb, releasesOfItem(first), wanted));
    }
  return catalogs;
}

/** Blueprints that cannot be read name no domains; their own check says what is wrong with them. */
function domainsIn(root: string): Set<string> {
  const read = readBlueprints(root);
  const blueprints = read.ok ? read.value.map(({ value }) => value) : [];
  return new Set(blueprints.flatMap((one) => one.domains.map((domain) => domainName(one, domain))));
}

function diagramsIn(root: string): Map<string, Set<string>> {
  const folder = join(root, 'content/lessons/diagrams');
  return new Map(
    globSync('*.yaml', { cwd: folder }).map((file) => {
      const read = readYaml(join(folder, file), diagramSchema);
      return [basename(file, '.yaml'), new Set(read.ok ? read.value.value.parts.map(({ id }) => id) : [])];
    }),
  );
}

function lessonQuestionsIn(root: string): { at: string; text: string }[] {
  return listLessons(root).flatMap((id) => {
    const read = readLesson(root, id);
    if (!read.ok) return [];
    return read.value.check.value.items.map((item) => {
      const right = item.options.filter(({ isRight }) => isRight).map(({ text }) => text);
      return { at: `${item.id} (${read.value.check.file})`, text: [item.question, ...right].join(' ') };
    });
  });
}

function chartsIn(root: string): BankUnderReview['charts'] {
  return new Map(
    listSlugs(root).flatMap((slug) => {
      const read = readCase(root, slug);
      if (!read.ok) return [];
      const { chart, key } = read.value;
      const codes = [
        ...key.diagnoses.map(({ code }) => formatCode({ system: 'icd10cm', code })),
        ...[...key.procedures, ...key.services].map(({ code }) => code),
      ];
      return [[slug, { codes: new Set(codes), text: chart.documents.map(documentText).join('\n') }]];
    }),
  );
}

/** What lies in db/items and is neither items of a subject nor their review. */
function straysIn(root: string): ContentIssue[] {
  const known = new Set(listItemFiles(root).flatMap((id) => [`${id}.yaml`, `${id}.review.md`]));
  const files = globSync('**/*.{yaml,yml,md}', { cwd: join(root, 'db/items') }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  return files
    .filter((file) => !known.has(file) && file !== 'AUTHORS.md')
    .sort()
    .map((file) => ({
      file: nameOfFile(join(root, 'db/items', file)),
      line: 1,
      message: 'this is no file of the bank',
      fix: 'Call it <subject>/<nn>-<slug>.yaml, or .review.md beside the items it is about',
    }));
}
