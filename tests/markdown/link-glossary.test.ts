import { satteri } from '@astrojs/markdown-satteri';
import { describe, expect, test } from 'vitest';
import { linkGlossary } from '../../src/markdown/link-glossary.ts';

const entry = (term: string, definition = 'The first sentence, e.g. this. Another one.') => ({
  term,
  aliases: [],
  definition,
  group: 'coding',
});
const GLOSSARY = [entry('fracture'), entry('stroke', 'Says "no" & more.'), entry('end-stage renal disease')];

let reads = 0;
const processor = satteri({
  hastPlugins: [
    linkGlossary(() => {
      reads += 1;
      return GLOSSARY;
    }),
  ],
});
const renderer = await processor.createRenderer({});
const html = async (markdown: string) => (await renderer.render(markdown)).code;
/** The words that became links, in their order. */
const linkedIn = async (markdown: string) =>
  [...(await html(markdown)).matchAll(/class="glossary-link"[^>]*>([^<]*)<\/a>/g)].map(([, words]) => words);

/** The same of MDX, which becomes JavaScript. */
async function linkedInMdx(source: string): Promise<string[]> {
  const mdx = await processor.createMdxRenderer?.({}, { optimize: false });
  const { code = '' } = (await mdx?.process(source, '/lesson.mdx', {})) ?? {};
  return [...code.matchAll(/"glossary-link"[\s\S]*?children: "([^"]*)"/g)].map(([, words = '']) => words);
}

describe('a term becomes a link', () => {
  test('with its address and the first sentence of its definition', async () => {
    expect((await html('A fracture.')).trim()).toBe(
      '<p>A <a class="glossary-link" href="/learn/glossary/coding#fracture" title="The first sentence, e.g. this.">fracture</a>.</p>',
    );
  });
  test('with a definition that holds quotation marks', async () => {
    expect(await html('A stroke.')).toMatch(/ title="Says &quot;no&quot; &amp; more\.">stroke</);
  });
  test.each([
    ['in a paragraph, once', 'A fracture and a fracture.\n\nA fracture.', ['fracture']],
    ['in a list item, tight or loose', '- a fracture\n- x\n\n1. y\n\n   a stroke', ['fracture', 'stroke']],
    ['inside emphasis', 'A **fracture** and a *stroke*.', ['fracture', 'stroke']],
    ['in a quotation', '> A fracture.', ['fracture']],
    ['where it is written otherwise', 'End stage renal disease', ['End stage renal disease']],
    ['where it first stands in running text', '## Fracture\n\n| fracture |\n|---|\n\nFractures.', ['Fractures']],
  ])('%s', async (_, markdown, words) => expect(await linkedIn(markdown)).toEqual(words));

  test('in asides of a lesson', async () => {
    const source =
      '<KeyPoint title="A stroke">\n\nA fracture.\n\n</KeyPoint>\n\n<Rule cite="OG I">\n\n- a stroke\n\n</Rule>';
    expect(await linkedInMdx(source)).toEqual(['fracture', 'stroke']);
  });
});

describe('a term stays plain', () => {
  test.each([
    ['in a heading', '# Fracture\n\n### Stroke'],
    ['in a link', '[a fracture](/x) and [a **stroke**](/y)'],
    ['in code', '`fracture`\n\n```\nstroke\n```'],
    ['in a table', '| fracture |\n|---|\n| stroke |'],
    ['inside a longer word', 'fractured, stroke-like'],
  ])('%s', async (_, markdown) => expect(await linkedIn(markdown)).toEqual([]));

  test.each([
    [
      'in an excerpt',
      '<Excerpt title="x">\n\nA fracture, <Supports code="x">stroke</Supports>.\n\n- fracture\n\n</Excerpt>',
    ],
    ['in a component inside a sentence', 'The <Code>fracture</Code> and <Term parts={[]}>stroke</Term>.'],
    ['in attributes and expressions', '<Timeline events={[{ what: "fracture" }]} />\n\n{"stroke"}'],
    ['in elements of HTML', 'A <mark>fracture</mark>.\n\n<a href="/x">stroke</a>'],
  ])('%s', async (_, source) => expect(await linkedInMdx(source)).toEqual([]));
});

test('every document begins anew, and the glossary is read once', async () => {
  expect([await linkedIn('A fracture.'), await linkedIn('A fracture.')]).toEqual([['fracture'], ['fracture']]);
  expect(reads).toBe(1);
});
