import { getEntry } from 'astro:content';
import type { Drawing, ExamFacts } from '#components/exam/exam-facts.ts';
import { drawings, numberedDrawing } from '#components/lesson/numbered-drawing.ts';
import type { Db } from '#db/client';
import { getSittingForm } from '#db/queries/sitting-form';
import type { Sitting } from '#db/queries/sittings';
import type { SittingItem } from '#domain/exam/sittings/sitting';
import { findBlueprint } from '#operations/exam/find-blueprint';

/** What the screen of a sitting is given beside its clock: the form without its key, the drawings it asks about. */
export async function examFacts(db: Db, sitting: Sitting): Promise<Omit<ExamFacts, 'title' | 'clock'>> {
  const { id: sittingId, mode, accommodations } = sitting;
  const form = await getSittingForm(db, sittingId);
  const blueprint = findBlueprint(sitting.blueprint);
  return {
    sittingId,
    mode,
    accommodations,
    isCodeBookAllowed: blueprint?.codeBookAllowed ?? false,
    bookChoice: { releases: releasesOf(form.items) },
    ...form,
    drawings: await drawingsOf(form.items, !accommodations.screenReader),
  };
}

/** The fiscal year most questions are about opens the code book; sets that count otherwise stand at their default. */
function releasesOf(items: readonly SittingItem[]): ExamFacts['bookChoice']['releases'] {
  const byYear = Map.groupBy(items, ({ item }) => item.codeSetYear);
  const [most] = [...byYear].sort(([, one], [, other]) => other.length - one.length);
  return most ? { icd10cm: most[0], icd10pcs: most[0] } : {};
}

async function drawingsOf(items: readonly SittingItem[], withPictures: boolean): Promise<Record<string, Drawing>> {
  const names = new Set(items.flatMap(({ item }) => (item.type === 'hotspot' ? [item.diagram] : [])));
  const found = await Promise.all([...names].map(async (name) => [name, await drawingOf(name, withPictures)] as const));
  return Object.fromEntries(found);
}

/** What the parts do is not told: questions ask for it. */
async function drawingOf(name: string, withPicture: boolean): Promise<Drawing> {
  const [entry, file] = [await getEntry('diagrams', name), drawings[name]];
  if (!entry || !file) throw new Error(`content/lessons/diagrams has no ${name}.svg with a ${name}.yaml`);
  const { title, description, parts } = entry.data;
  // The list of parts says in words what the picture shows.
  const svg = numberedDrawing(name, file, parts).replace('<svg ', '<svg aria-hidden="true" ');
  return {
    title,
    description,
    ...(withPicture && { svg }),
    parts: parts.map(({ id, name: part }) => ({ id, name: part })),
  };
}
