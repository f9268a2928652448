// `npm run items:blind -- <file>`: prints a file of the bank without its keys, for the second pass by somebody else.
import { join } from 'node:path';
import { sayIssue } from '#db/content-issue';
import { listItemFiles, readItems } from '#db/read-items';
import { readYaml } from '#db/read-yaml';
import { blindCopy } from '#domain/exam/items/blind-copy';
import { diagramSchema } from '#domain/lessons/diagram';

const root = join(import.meta.dirname, '..');

/** `anatomy/01-heart`, however a shell has completed it. */
const idOf = (written: string): string => written.replace(/^.*db\/items\//, '').replace(/(?:\.review\.md|\.yaml)$/, '');

function partsOf(diagram: string): string[] {
  const read = readYaml(join(root, 'content/lessons/diagrams', `${diagram}.yaml`), diagramSchema);
  return read.ok ? read.value.value.parts.map(({ id }) => id) : [];
}

const id = idOf(process.argv[2] ?? '');
if (listItemFiles(root).includes(id)) {
  const read = readItems(root, id);
  if (read.ok) console.log(blindCopy(id, read.value.source.value, partsOf));
  else for (const issue of read.problem) console.error(sayIssue(issue));
  process.exitCode = read.ok ? 0 : 1;
} else {
  console.error(`There is no ${id || 'file named'}. Name one of:\n${listItemFiles(root).join('\n')}`);
  process.exitCode = 1;
}
