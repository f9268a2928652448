import { type CollectionEntry, getCollection, getEntry, render } from 'astro:content';
import { join } from 'node:path';
import { readStarterReleases } from '#db/releases/starter';
import { ABBREVIATIONS, SERVICE_WORDS } from '#domain/codeset/abbreviations';
import { GLOSSARY_YEAR, termAddress } from '#domain/lessons/glossary';
import { lessonAddress, lessonName } from '#domain/lessons/lesson';
import { sectionsOf } from '#domain/lessons/lesson-sections';
import { buildSearch, type PackedSearch } from '#domain/lessons/search';
import { anchorOf, type LessonTexts, type SearchDocument } from '#domain/lessons/search/document';
import { listTracks } from '../learn/_lessons.ts';
import { glossaryGroups } from '../learn/glossary/_glossary.ts';
import { bookEntryDocuments, codeDocuments } from './_code-documents.ts';

type LessonEntry = CollectionEntry<'lessons'>;

/** The search of the site, made of everything it leads to. Pages are made in the folder of the project. */
export const makeSearch = async (): Promise<PackedSearch> =>
  buildSearch(await listDocuments(), [...SERVICE_WORDS, ...ABBREVIATIONS]);

async function listDocuments(): Promise<SearchDocument[]> {
  const checks = new Map((await getCollection('checks')).map(({ id, data }) => [id, data]));
  const lessons = (await listTracks()).flatMap(({ track, lessons }) => lessons.map((lesson) => ({ track, lesson })));
  const ofLessons = await Promise.all(
    lessons.map(async ({ track, lesson }) => [
      ...(await lessonDocuments(lesson, track.title)),
      ...questionDocuments(lesson, track.title, checks.get(lesson.id)?.items ?? []),
    ]),
  );
  return [...ofLessons.flat(), ...glossaryDocuments(), ...bookEntryDocuments(), ...bookDocuments()];
}

/** The lesson and each of its sections. */
async function lessonDocuments(lesson: LessonEntry, track: string): Promise<SearchDocument[]> {
  const { title, about, objectives } = lesson.data;
  const address = lessonAddress(lesson.id);
  const [opening, ...sections] = sectionsOf(lesson.body ?? '');
  const anchors = (await render(lesson)).headings.filter(({ depth }) => depth === 2 || depth === 3);
  if (anchors.length !== sections.length)
    throw new Error(`${lesson.id}: ${sections.length} headings were read where the page has ${anchors.length}`);
  const whole: SearchDocument = {
    kind: 'lesson',
    address,
    title,
    within: track,
    text: [about, opening?.text, `${objectives.join('. ')}.`].join(' '),
  };
  const parts = sections.map(
    async ({ heading, text, diagrams }, at): Promise<SearchDocument> => ({
      kind: 'lesson',
      address: `${address}#${anchors[at]?.slug}`,
      title,
      ...(heading !== undefined && { heading }),
      within: track,
      text: [text, ...(await Promise.all(diagrams.map(diagramText)))].join(' '),
    }),
  );
  return [whole, ...(await Promise.all(parts))];
}

async function diagramText(name: string): Promise<string> {
  const parts = (await getEntry('diagrams', name))?.data.parts ?? [];
  return parts.map((part) => `${part.name}: ${part.text}`).join(' ');
}

/** Texts of every lesson, each where the box fetches them: `anatomy/heart`. */
export async function listLessonTexts(): Promise<{ name: string; texts: LessonTexts }[]> {
  const lessons = (await listTracks()).flatMap(({ track, lessons }) => lessons.map((lesson) => ({ track, lesson })));
  return Promise.all(
    lessons.map(async ({ track, lesson }) => {
      const documents = await lessonDocuments(lesson, track.title);
      return {
        name: lessonName(lesson.id),
        texts: Object.fromEntries(documents.map(({ address, text }) => [anchorOf(address), text])),
      };
    }),
  );
}

/** What is asked, never what is answered: a learner who looks something up keeps the question to think about. */
const questionDocuments = (
  { id, data }: LessonEntry,
  track: string,
  items: CollectionEntry<'checks'>['data']['items'],
): SearchDocument[] =>
  items.map(({ id: name, question, cites }, at) => ({
    kind: 'question',
    address: `${lessonAddress(id)}#question-${name}`,
    title: `Knowledge check: ${data.title}, question ${at + 1}`,
    within: track,
    names: cites,
    text: question,
  }));

const glossaryDocuments = (): SearchDocument[] =>
  glossaryGroups().flatMap(({ group, title, terms }) =>
    terms.map(({ term, aliases, definition, parts = [], codes }) => ({
      kind: 'glossary' as const,
      address: termAddress(group, term),
      title: term,
      within: title,
      names: [...aliases, ...codes.map(({ code }) => code)],
      text: definition,
      hidden: parts.map(({ meaning }) => meaning).join(' '),
    })),
  );

/** The code sets as they are shipped: the year of the glossary for ICD-10, the newest of everything else. */
function bookDocuments(): SearchDocument[] {
  const releases = readStarterReleases(join(process.cwd(), 'content/codes'));
  return (['icd10cm', 'icd10pcs', 'hcpcs', 'px'] as const).flatMap((system) => {
    const isTen = system === 'icd10cm' || system === 'icd10pcs';
    const [newest] = releases
      .filter((release) => release.system === system && (!isTen || release.label === GLOSSARY_YEAR))
      .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1));
    return newest ? codeDocuments(newest) : [];
  });
}
