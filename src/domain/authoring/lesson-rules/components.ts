import { inText, type LessonRule } from '#domain/authoring/lesson-rule';
import { attribute, lineAt, usedComponents } from '#domain/authoring/lesson-text';
import { EXCERPT_KINDS, isExcerptKind } from '#domain/lessons/excerpt-kinds';

/** What src/components/lesson/components.ts hands to every lesson, with what each cannot do without. */
export const KNOWN_COMPONENTS: Record<string, string[]> = {
  Code: [],
  CodeTable: ['codes'],
  Compare: ['left', 'right', 'rows'],
  Diagram: ['name'],
  Excerpt: ['title'],
  KeyPoint: [],
  Mistake: [],
  PcsTable: ['code'],
  Rule: ['cite'],
  Supports: ['code', 'why'],
  Term: ['parts'],
  Timeline: ['events'],
};

/** What a text may not have, and what to do instead. */
const FORBIDDEN: [pattern: RegExp, message: string, fix: string][] = [
  [/^(?:import|export)\s/gm, 'nothing is imported in a lesson', 'Delete the line: all components are there already'],
  [/<(?:script|style|iframe|img)\b/g, 'raw HTML of this kind is not allowed', 'Use a component of AUTHORS.md'],
  [/\sstyle=/g, 'styles are not written into lessons', 'Delete the attribute'],
  [
    /^\|\s*\|.*\n\|[-: |]+\|$/gm,
    'a column of a table has no name',
    'Say in its first row what the column holds: a listener hears nothing else',
  ],
  [/^# /gm, 'the title comes from the frontmatter', 'Begin with ## for the first heading'],
];

/** Only the components there are, with what they need, and headings a contents list can be made of. */
export const components: LessonRule = {
  name: 'components',
  *check({ body, diagrams }) {
    for (const [pattern, message, fix] of FORBIDDEN)
      for (const { index } of body.matchAll(pattern)) yield inText(lineAt(body, index), message, fix);
    for (const used of usedComponents(body)) {
      const needed = KNOWN_COMPONENTS[used.name];
      if (!needed) yield inText(used.line, `there is no component ${used.name}`, sayKnown);
      for (const name of needed ?? [])
        if (!new RegExp(`(?:^|\\s)${name}=`).test(used.attributes))
          yield inText(used.line, `${used.name} needs ${name}`, 'AUTHORS.md has an example');
      const drawing = used.name === 'Diagram' ? attribute(used, 'name') : undefined;
      if (drawing !== undefined && !diagrams.has(drawing))
        yield inText(
          used.line,
          `there is no drawing ${drawing}`,
          'Name an .svg of content/lessons/diagrams that has a .yaml',
        );
      const kind = used.name === 'Excerpt' ? attribute(used, 'kind') : undefined;
      if (kind !== undefined && !isExcerptKind(kind))
        yield inText(used.line, `an excerpt cannot be a ${kind}`, `Use one of: ${EXCERPT_KINDS.join(', ')}`);
    }
    if ((body.match(/^## /gm) ?? []).length < 3)
      yield inText(1, 'there are fewer than three headings', 'Divide the text by ## headings');
  },
};

const sayKnown = `Use one of: ${Object.keys(KNOWN_COMPONENTS).join(', ')}`;
