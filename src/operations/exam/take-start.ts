import { v7 as newId } from 'uuid';
import type { Blueprint } from '#domain/exam/blueprint';
import type { Seed } from '#domain/random';
import { sayShort } from '#operations/exam/say-short';
import { type StartFields, startFields } from '#operations/exam/start-fields';
import { type StartOutcome, startSitting } from '#operations/exam/start-sitting';
import { secondsForWriter } from '#operations/flood-limits';
import { type FieldErrors, readFields } from '#operations/form-fields';

export type StartAnswer =
  /** Where the browser goes on. */
  | { kind: 'go'; to: string }
  /** `problem` is about the whole form, `errors` stand at their fields. */
  | { kind: 'refused'; status: 400 | 409 | 429; problem?: string; errors: FieldErrors; given: Record<string, string> };

/** Does what the form of an exam's page asks for. */
export async function takeStart(locals: App.Locals, request: Request, blueprint: Blueprint): Promise<StartAnswer> {
  const read = await readFields(request, startFields(blueprint));
  const { given } = read;
  if (!read.ok) return { kind: 'refused', status: 400, errors: read.errors, given };
  const problem = await refuseStart(locals);
  if (problem !== undefined) return { kind: 'refused', status: 429, problem, errors: {}, given };
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  const start = { blueprint, fields: read.fields, sittingId: newId(), seed: seed as Seed };
  return told(await startSitting(locals, start), blueprint, read.fields, given);
}

/** The sentence for who begins more exams than people do; undefined when it may go on. */
async function refuseStart(locals: App.Locals): Promise<string | undefined> {
  const seconds = await secondsForWriter('start', locals);
  if (seconds === undefined) return undefined;
  return `Too many exams were begun at once. Nothing was begun; try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}

/** The field a shortage stands at. */
const FIELD_OF = { mock: 'scope', short: 'minutes', weakness: 'minutes', domain: 'domains' } as const;

function told(
  outcome: StartOutcome,
  blueprint: Blueprint,
  fields: StartFields,
  given: Record<string, string>,
): StartAnswer {
  const refused = { kind: 'refused', errors: {}, given } as const;
  switch (outcome.kind) {
    case 'started':
      return { kind: 'go', to: `/exams/sitting/${outcome.sittingId}` };
    case 'gone':
      return { kind: 'go', to: '/sign-in' };
    case 'open':
      return { ...refused, status: 409, problem: 'Another exam of yours is open. Finish it before you begin one.' };
    case 'unknown':
      return {
        ...refused,
        status: 409,
        problem: `No ${blueprint.name} exam can be put together: its domains are not known.`,
      };
    case 'short':
      return { ...refused, status: 400, errors: { [FIELD_OF[fields.scope]]: sayShort(blueprint, outcome) } };
  }
}
