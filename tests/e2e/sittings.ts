import { and, eq, inArray } from 'drizzle-orm';
import type { BrowserContext } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { openDb } from '#db/client';
import { openSitting } from '#db/queries/sittings';
import { items, itemVersions } from '#db/schema/items';
import { sittingAnswers, sittings } from '#db/schema/sittings';
import { type Accommodations, NO_ACCOMMODATIONS, type SittingMode } from '#domain/exam/sittings/sitting';
import type { Instant } from '#domain/time';
import { type Learner, newLearner } from './learner.ts';
import { putPeople, signedInCookie } from './people.ts';
import type { RunningServer } from './server.ts';
import type { Stage } from './stage.ts';

/** One item of each type, and three about one record. */
export const EVERY_TYPE = [
  'surgery-musculoskeletal-old-tear',
  'surgery-musculoskeletal-splint-lines',
  'cases-asthma-treatment-lines',
  'cases-asthma-steroid-units',
  'cases-asthma-two-visit-lines',
  'terminology-new-window',
  'guidelines-external-cause-priority',
];

export interface WantedSitting {
  names?: readonly string[];
  blueprint?: string;
  mode?: SittingMode;
  minutes?: number;
  accommodations?: Partial<Accommodations>;
  /** How long ago it began. */
  agoMs?: number;
  scheme?: 'light' | 'dark';
}

/** Somebody with an account in a browser of their own, in the middle of a sitting of these items. */
export async function newCandidate(stage: Stage, wanted: WantedSitting = {}): Promise<Learner & { sittingId: string }> {
  const name = `c${newId().slice(-10)}`;
  const ids = await putPeople(stage.server, [{ name }]);
  const learner = await newLearner(stage, wanted.scheme);
  await signIn(learner.context, stage.server, name);
  const sittingId = await putSitting(stage.server, ids[name] as string, wanted);
  await learner.page.goto(addressOf(sittingId), { timeout: 30_000 });
  await learner.page.locator('.exam:not([inert])').waitFor();
  return { ...learner, sittingId };
}

export const addressOf = (sittingId: string): string => `/exams/sitting/${sittingId}`;

async function signIn(context: BrowserContext, { address }: RunningServer, name: string): Promise<void> {
  const cookies = (await signedInCookie(address, { name })).split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
  await context.addCookies(cookies);
}

async function putSitting(server: RunningServer, personId: string, wanted: WantedSitting): Promise<string> {
  const { names = EVERY_TYPE, blueprint = 'cpc-2026', mode = 'exam', minutes = 60, agoMs = 0 } = wanted;
  const db = openDb(`file:${server.folder}/app.db`);
  try {
    const found = await db
      .select({ versionId: itemVersions.id, name: items.name })
      .from(itemVersions)
      .innerJoin(items, eq(items.id, itemVersions.itemId))
      .where(inArray(items.name, [...names]));
    const versions = new Map(found.map(({ name, versionId }) => [name, versionId]));
    const form = names.map((name) => ({
      versionId: versions.get(name) as string,
      domain: 'cpc/cases',
      isPretest: false,
    }));
    const { sittingId } = await openSitting(db, {
      sittingId: newId(),
      personId,
      isAccount: true,
      blueprint,
      mode,
      scope: 'short',
      domains: [],
      seed: 7,
      expected: 0.7,
      minutes,
      accommodations: { ...NO_ACCOMMODATIONS, ...wanted.accommodations },
      items: form,
      now: (Date.now() - agoMs) as Instant,
    });
    return sittingId;
  } finally {
    db.$client.close();
  }
}

/** What the server has stored of one item; undefined when nothing. */
export async function storedAnswer(server: RunningServer, sittingId: string, place: number) {
  const db = openDb(`file:${server.folder}/app.db`);
  try {
    const ofItem = and(eq(sittingAnswers.sittingId, sittingId), eq(sittingAnswers.place, place));
    const [row] = await db.select().from(sittingAnswers).where(ofItem);
    return row;
  } finally {
    db.$client.close();
  }
}

/** When a sitting was handed in, if it was. */
export async function handedInAt(server: RunningServer, sittingId: string): Promise<number | undefined> {
  const db = openDb(`file:${server.folder}/app.db`);
  try {
    const [row] = await db.select({ at: sittings.handedInAt }).from(sittings).where(eq(sittings.id, sittingId));
    return row?.at ?? undefined;
  } finally {
    db.$client.close();
  }
}
