import { expect, test } from 'vitest';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import {
  DraftKeeper,
  type PeerMessage,
  type SaveAnswer,
  type SaveState,
} from '../../../src/components/sandbox/draft-keeper.ts';
import type { Unsaved } from '../../../src/components/sandbox/draft-outbox.ts';

const withCodes = (...codes: string[]): DraftSheet => ({
  ...emptyDraft(),
  diagnoses: codes.map((code) => ({ id: code, code })),
});
const codesOf = (draft: DraftSheet | undefined) => draft?.diagnoses.map(({ code }) => code);

/** A server that keeps one sheet under optimistic revisions, and a page in front of it with hand-run timers. */
function aPage(left: Unsaved[] = []) {
  const server = { draft: emptyDraft(), revision: 0, isUp: true };
  const page = { shown: undefined as DraftSheet | undefined, states: [] as SaveState[], told: [] as PeerMessage[] };
  const outbox = { entry: undefined as Unsaved | undefined };
  let timer: (() => void) | undefined;
  const keeper = new DraftKeeper(
    { draft: emptyDraft(), revision: 0 },
    {
      async send(baseRevision, draft): Promise<SaveAnswer> {
        if (!server.isUp) return { kind: 'offline' };
        if (baseRevision !== server.revision) return { kind: 'conflict', ...server };
        Object.assign(server, { draft, revision: server.revision + 1 });
        return { kind: 'saved', revision: server.revision, savedAt: 1, findings: [] };
      },
      outbox: {
        write: (unsaved) => Object.assign(outbox, { entry: unsaved }),
        clear: () => Object.assign(outbox, { entry: undefined }),
        readAll: () => left,
        clearOthers: () => {},
      },
      tellPeers: (message) => page.told.push(message),
      onDraft: (draft) => Object.assign(page, { shown: draft }),
      onState: (state) => page.states.push(state),
      onFindings: () => {},
      later: (work) => {
        timer = work;
        return () => {
          timer = undefined;
        };
      },
    },
  );
  return { keeper, server, page, outbox, isTimerSet: () => timer !== undefined };
}

test('a change is in the outbox at once, and leaves it when the server has it', async () => {
  const { keeper, server, outbox } = aPage();
  keeper.change(withCodes('I10'));
  expect(codesOf(outbox.entry?.mine)).toEqual(['I10']);
  expect(await keeper.flush()).toBe(true);
  expect(codesOf(server.draft)).toEqual(['I10']);
  expect(outbox.entry).toBeUndefined();
});

test('without a connection the work stays in the outbox and is tried again', async () => {
  const { keeper, server, outbox, page, isTimerSet } = aPage();
  server.isUp = false;
  keeper.change(withCodes('I10'));
  expect(await keeper.flush()).toBe(false);
  expect(page.states.at(-1)).toEqual({ kind: 'offline' });
  expect(outbox.entry).toBeDefined();
  expect(isTimerSet()).toBe(true);
  server.isUp = true;
  expect(await keeper.flush()).toBe(true);
});

test('what another window saved meanwhile is merged, not overwritten', async () => {
  const { keeper, server, page } = aPage();
  Object.assign(server, { draft: withCodes('E785'), revision: 4 });
  keeper.change(withCodes('I10'));
  expect(await keeper.flush()).toBe(true);
  expect(codesOf(server.draft)?.toSorted()).toEqual(['E785', 'I10']);
  expect(codesOf(page.shown)?.toSorted()).toEqual(['E785', 'I10']);
});

test('a change of another tab is taken over live, beside own unsaved work', () => {
  const { keeper, page } = aPage();
  keeper.change(withCodes('I10'));
  keeper.hear({ kind: 'changed', before: emptyDraft(), after: withCodes('E785') });
  expect(codesOf(page.shown)?.toSorted()).toEqual(['E785', 'I10']);
});

test('no tab calls a change saved before the server has it, whoever made it', () => {
  const { keeper, page } = aPage();
  keeper.hear({ kind: 'changed', before: emptyDraft(), after: withCodes('I10') });
  expect(page.states.at(-1)).toEqual({ kind: 'saving' });
  keeper.hear({ kind: 'acknowledged', kept: { draft: withCodes('I10'), revision: 1 }, at: 5 });
  expect(page.states.at(-1)).toEqual({ kind: 'saved', at: 5 });
});

test('a tab whose peer’s save is acknowledged has nothing left to save', () => {
  const { keeper, outbox } = aPage();
  keeper.hear({ kind: 'changed', before: emptyDraft(), after: withCodes('I10') });
  expect(keeper.unsaved).toBeDefined();
  keeper.hear({ kind: 'acknowledged', kept: { draft: withCodes('I10'), revision: 1 }, at: 5 });
  expect(keeper.unsaved).toBeUndefined();
  expect(outbox.entry).toBeUndefined();
});

test('work that crashed pages left behind is recovered, all of it', () => {
  const base = { draft: emptyDraft(), revision: 0 };
  const { keeper, page } = aPage([
    { base, mine: withCodes('I10') },
    { base, mine: withCodes('E785') },
  ]);
  keeper.recover();
  expect(codesOf(page.shown)?.toSorted()).toEqual(['E785', 'I10']);
});
