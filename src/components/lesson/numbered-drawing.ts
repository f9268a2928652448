const files = import.meta.glob<string>('/content/lessons/diagrams/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The drawings of content/lessons/diagrams by their names, as they stand in their files. */
export const drawings: Record<string, string> = Object.fromEntries(
  Object.entries(files).map(([path, svg]) => [path.replace(/^.*\/|\.svg$/g, ''), svg]),
);

/**
 * A drawing whose parts carry the numbers of their names in `data-part`: a part is lit up by its number
 * (src/styles/lesson-diagram.css), so that styles need not know any drawing. Throws when a part is not drawn.
 */
export const numberedDrawing = (name: string, drawing: string, parts: readonly { id: string }[]): string =>
  parts.reduce(
    (svg, { id }, at) => {
      if (!svg.includes(`id="${id}"`)) throw new Error(`${name}.svg has no element with the id ${id}`);
      const number = `data-part="${at + 1}"`;
      return svg.replaceAll(` id="${id}"`, ` id="${name}-${id}" ${number}`).replaceAll(`data-of="${id}"`, number);
    },
    drawing.replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, ''),
  );
