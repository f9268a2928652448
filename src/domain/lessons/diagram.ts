import { z } from 'astro/zod';

/** How many parts the styles can light up (src/styles/lesson-diagram.css). */
const MOST_PARTS = 20;

/** `content/lessons/diagrams/<name>.yaml`: what the parts of `<name>.svg` are called. */
export const diagramSchema = z.strictObject({
  /** What is shown, as a title: `The heart, cut open from the front`. */
  title: z.string().trim().min(4).max(100),
  /** What somebody who does not see it has to know: viewpoint, arrangement, direction of flow. */
  description: z.string().trim().min(40).max(900),
  /** The parts in the order of their numbers in the drawing. */
  parts: z
    .array(
      z.strictObject({
        /** The id of the part's element in the drawing, without the name of the diagram. */
        id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
        name: z.string().trim().min(2).max(60),
        /** What it does or why a coder meets it, in a sentence or two. */
        text: z.string().trim().min(12).max(300),
      }),
    )
    .min(3)
    .max(MOST_PARTS),
});
