import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { blueprintSchema } from '#domain/exam/blueprint';
import { diagramSchema } from '#domain/lessons/diagram';
import { knowledgeCheckSchema } from '#domain/lessons/knowledge-check';
import { lessonSchema } from '#domain/lessons/lesson';
import { deckFileSchema } from '#domain/study/card-file';

const BASE = './content/lessons';
/** `anatomy/02-heart` of `anatomy/02-heart.mdx` and of `anatomy/02-heart.check.yaml`: a lesson and its check have one id. */
const idOf = ({ entry }: { entry: string }) => entry.replace(/\.(?:mdx|check\.yaml|yaml)$/, '');

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: BASE, pattern: '*/*.mdx', generateId: idOf }),
    schema: lessonSchema,
  }),
  checks: defineCollection({
    loader: glob({ base: BASE, pattern: '*/*.check.yaml', generateId: idOf }),
    schema: knowledgeCheckSchema,
  }),
  diagrams: defineCollection({
    loader: glob({ base: `${BASE}/diagrams`, pattern: '*.yaml', generateId: idOf }),
    schema: diagramSchema,
  }),
  blueprints: defineCollection({
    loader: glob({ base: './content/blueprints', pattern: '*.yaml', generateId: idOf }),
    schema: blueprintSchema,
  }),
  /** Decks of cards; the id is the name of the file: `modifiers`. */
  cards: defineCollection({
    loader: glob({ base: './content/cards', pattern: '*.yaml', generateId: idOf }),
    schema: deckFileSchema,
  }),
};
