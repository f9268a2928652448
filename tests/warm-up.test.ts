import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'astro/zod';
import { expect, test } from 'vitest';
import { sittingChangesSchema } from '#domain/exam/sittings/sitting';
import { warmUp } from '../scripts/warm-up.mjs';
import { startServer } from './e2e/server.ts';

const ADDRESS = { host: 'coding.example.org', origin: 'https://coding.example.org' };
const messageSchema = z.strictObject({ sittingId: z.string(), changes: sittingChangesSchema });

test('sends saves that are well formed, as the first visitor would', async () => {
  const seen: { what: string; host?: string; origin?: string; body: string }[] = [];
  await warmUp(async (request: IncomingMessage, response: ServerResponse) => {
    const { host, origin } = request.headers;
    seen.push({ what: `${request.method} ${request.url}`, host, origin, body: await text(request) });
    response.writeHead(404).end('nothing');
  }, ADDRESS);
  expect(seen).toHaveLength(3);
  for (const { body, ...message } of seen) {
    expect(message).toEqual({ what: 'POST /_actions/exam.save', ...ADDRESS });
    expect(messageSchema.safeParse(JSON.parse(body)).success).toBe(true);
  }
});

test.each([
  ['breaks the connection', (request: IncomingMessage) => void request.destroy()],
  ['never answers', () => {}],
])('lets the server begin when the handler %s', async (_, listener) => {
  await expect(warmUp(listener, ADDRESS, 300)).resolves.toBeUndefined();
});

test('gets to where a save is looked for, and writes nothing to the log', async () => {
  const server = await startServer();
  try {
    const answers: string[] = [];
    await warmUp(async (request: IncomingMessage, response: ServerResponse) => {
      const sent = await fetch(server.address + request.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.address },
        body: await text(request),
      });
      answers.push(`${sent.status} ${(await sent.json()).message}`);
      response.end();
    }, ADDRESS);
    expect(new Set(answers)).toEqual(new Set(['404 This exam is not here. Open it again from the list of exams.']));
    expect(server.log()).not.toMatch(/POST|warm-up/);
  } finally {
    await server.stop();
  }
});
