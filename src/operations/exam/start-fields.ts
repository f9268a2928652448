import { z } from 'astro/zod';
import { type Blueprint, domainName } from '#domain/exam/blueprint';
import { partsOf } from '#domain/exam/forms/exam-pace';
import { BREAK_MINUTES, SITTING_MODES, SITTING_SCOPES, TIME_MULTIPLIERS } from '#domain/exam/sittings/sitting';

/** The name of a domain's box on the form. */
export const boxOf = ({ id }: Pick<Blueprint['domains'][number], 'id'>): string => `in-${id}`;

/** A choice of a list, sent as its text. */
const oneOf = <Value extends number>(values: readonly Value[], sentence: string) =>
  z.string({ error: sentence }).transform((text, context): Value => {
    const value = values.find((one) => String(one) === text);
    if (value === undefined) context.addIssue({ code: 'custom', message: sentence });
    return value ?? (values[0] as Value);
  });

const box = z
  .string()
  .optional()
  .transform((text) => text !== undefined);

/**
 * The form that begins an exam of this blueprint: what is sat, how long, in which mode, with which accommodations. Boxes
 * of domains that it does not have are left out. `domains` are names as `cpc/anatomy`.
 */
export const startFields = (blueprint: Blueprint) =>
  z
    .looseObject({
      scope: z.enum(SITTING_SCOPES, { error: 'Choose what you want to sit.' }),
      mode: z.enum(SITTING_MODES, { error: 'Choose exam or practice.' }),
      minutes: z.string().optional(),
      timeMultiplier: oneOf(TIME_MULTIPLIERS, 'Choose one of the times in the list.'),
      breakMinutes: oneOf(BREAK_MINUTES, 'Choose one of the breaks in the list.'),
      largeText: box,
      screenReader: box,
    })
    .transform(({ scope, mode, minutes: given, ...rest }, context) => {
      const { timeMultiplier, breakMinutes, largeText, screenReader, ...boxes } = rest;
      const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      const part = partsOf(blueprint).find(({ minutes }) => String(minutes) === given);
      if (scope !== 'mock' && !part) say('minutes', 'Choose one of the lengths in the list.');
      const domains = blueprint.domains
        .filter((domain) => boxes[boxOf(domain)] !== undefined)
        .map((domain) => domainName(blueprint, domain));
      if (scope === 'domain' && domains.length === 0) say('domains', 'Choose at least one domain.');
      const accommodations = { timeMultiplier, breakMinutes, largeText, screenReader };
      return { scope, mode, minutes: part?.minutes ?? 0, domains, accommodations };
    });
export type StartFields = z.output<ReturnType<typeof startFields>>;
