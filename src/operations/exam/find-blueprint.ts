import { getBlueprints } from '#db/read-blueprints';
import { type Blueprint, blueprintKey } from '#domain/exam/blueprint';

let byKey: ReadonlyMap<string, Blueprint> | undefined;

/**
 * The blueprint a sitting was made by, in whatever version it was then; undefined when its file is gone. Read from
 * content/blueprints once for a process, since jobs that run beside the pages need it, too.
 */
export function findBlueprint(key: string): Blueprint | undefined {
  byKey ??= new Map(getBlueprints(process.cwd()).map((blueprint) => [blueprintKey(blueprint), blueprint]));
  return byKey.get(key);
}
