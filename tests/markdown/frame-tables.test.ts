import { satteri } from '@astrojs/markdown-satteri';
import { describe, expect, test } from 'vitest';
import { frameTables } from '../../src/markdown/frame-tables.ts';

const processor = satteri({ hastPlugins: [frameTables()] });
const renderer = await processor.createRenderer({});
const html = async (markdown: string) => (await renderer.render(markdown)).code;
/** A table with columns of these names and one row. */
const table = (...names: string[]) =>
  [names, names.map(() => '---'), names.map(() => 'x')].map((row) => `| ${row.join(' | ')} |`).join('\n');
const framesIn = async (markdown: string) =>
  [...(await html(markdown)).matchAll(/<div[^>]*aria-label="([^"]*)"[^>]*>\s*<table>/g)].map(([, name]) => name);

describe('a table of four columns or more', () => {
  test('lies in a frame that keyboards reach and that has a name', async () => {
    expect(await html(table('A', 'B', 'C', 'D'))).toMatch(
      /^<div class="table-frame wide" role="region" aria-label="Table: A, B, C, D" tabindex="0">\s*<table>[\s\S]*<\/table>\s*<\/div>\s*$/,
    );
  });
  test('is named by what its columns say, whatever stands in them', async () => {
    expect(await framesIn(table('**What** you find', '`E11`', '[Code](/x)', '"Why" & how'))).toEqual([
      'Table: What you find, E11, Code, “Why” &amp; how',
    ]);
  });
  test('has a name of its own where columns are the same, and every document counts anew', async () => {
    const four = table('A', 'B', 'C', 'D');
    const twice = ['Table: A, B, C, D', 'Table: A, B, C, D (2)'];
    expect(await framesIn(`${four}\n\nText.\n\n${four}`)).toEqual(twice);
    expect(await framesIn(`${four}\n\nText.\n\n${four}`)).toEqual(twice);
  });
  test('gets it in MDX, inside a component, too', async () => {
    const mdx = await processor.createMdxRenderer?.({}, { optimize: false });
    const source = `<Excerpt title="x">\n\n${table('A', 'B', 'C', 'D', 'E')}\n\n</Excerpt>`;
    const { code = '' } = (await mdx?.process(source, '/lesson.mdx', {})) ?? {};
    expect(code).toMatch(/"aria-label": "Table: A, B, C, D, E"/);
  });
});

test('a narrower table stays as it is', async () => {
  expect(await html(table('A', 'B', 'C'))).toMatch(/^<table>/);
});
