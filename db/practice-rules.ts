import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { parse } from 'yaml';

const named = z.record(z.string(), z.unknown());
const rulesSchema = z.looseObject({
  rules: named,
  families: named,
  modifiers: z.array(z.looseObject({ code: z.string() })),
});

/**
 * What “PX rules: …” may name: the rules, families and modifiers (`modifier 5E`) of a release of the practice set under
 * content/codes/px. Throws where the file is missing or has no such parts.
 */
export function readPracticeRules(root: string, release: string): Set<string> {
  const file = readFileSync(join(root, `content/codes/px/${release}.yaml`), 'utf8');
  const { rules, families, modifiers } = rulesSchema.parse(parse(file));
  const ofModifiers = modifiers.map(({ code }) => `modifier ${code}`);
  return new Set([...Object.keys(rules), ...Object.keys(families), ...ofModifiers]);
}
