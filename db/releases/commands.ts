import type { Db } from '#db/client';
import { listReleases } from '#db/queries/releases';
import type { Command } from '#db/releases/command-line';
import { diffLines, diffReleases, NotComparableError } from '#db/releases/diff-releases';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { installLines, type Reporter } from '#db/releases/install-report';
import { downloadFolder } from '#db/releases/online/download-all';
import { fetchSources } from '#db/releases/online/fetch-sources';
import { prepareSearch } from '#db/releases/prepare-search';
import { KIND_TITLES, textTable } from '#db/releases/release-words';
import { removeInstalled } from '#db/releases/remove';
import { isFaulty, verifyLines, verifyReleases } from '#db/releases/verify';
import { dayOf, type Instant } from '#domain/time';

type Named<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Does what the command line asked for and answers the exit code. Throws `ForeignFileError` on a refused file. */
export async function runCommand(catalogDb: Db, command: Command, now: Instant, reporter: Reporter): Promise<number> {
  if (command.name === 'install') return await install(catalogDb, command, now, reporter);
  if (command.name === 'remove') return await remove(catalogDb, command, reporter);
  if (command.name === 'list') return await list(catalogDb, reporter);
  if (command.name === 'verify') return await verify(catalogDb, reporter);
  return command.name === 'diff' ? await diff(catalogDb, command, reporter) : 0;
}

async function install(
  catalogDb: Db,
  { label, effectiveFrom, licence, ...wanted }: Named<'install'>,
  now: Instant,
  reporter: Reporter,
): Promise<number> {
  const fetched = await fetchSources(wanted, { folder: downloadFolder(process.env) }, reporter.progress);
  if (fetched.paths.length === 0) {
    reporter.failed(new Error(fetched.said.join('\n')));
    return 1;
  }
  const files = await openSources(fetched.paths);
  const stated = { ...(label !== undefined && { label }), ...(effectiveFrom !== undefined && { effectiveFrom }) };
  const options = { now, stated, ...(licence && { licence }) };
  const report = await installFiles(catalogDb, files, options, reporter.progress);
  const searchLines = report.installed.length > 0 ? await searchAfter(reporter) : [];
  reporter.done([...installLines(report), ...searchLines, ...fetched.said].join('\n'));
  return fetched.isIncomplete ? 1 : 0;
}

/** Prepares the search of what is installed now; a sentence when that has to wait for the first search. */
async function searchAfter(reporter: Reporter): Promise<string[]> {
  reporter.progress({ phase: 'writing', message: 'the search index' });
  const isReady = await prepareSearch(process.env);
  return isReady ? [] : ['The search index could not be made now; the first search will make it.'];
}

async function remove(catalogDb: Db, command: Named<'remove'>, reporter: Reporter): Promise<number> {
  reporter.progress({ phase: 'writing' });
  const removed = await removeInstalled(catalogDb, command);
  if (removed.length === 0) {
    reporter.failed(new Error(`No such release is installed: ${command.system} ${command.label}. “list” shows all.`));
    return 1;
  }
  const lines = removed.map(({ system, label, kind }) => `Removed ${system} ${label}: ${KIND_TITLES[kind]}`);
  reporter.done([...lines, ...(await searchAfter(reporter))].join('\n'));
  return 0;
}

async function verify(catalogDb: Db, reporter: Reporter): Promise<number> {
  const checks = await verifyReleases(catalogDb);
  reporter.done(verifyLines(checks));
  return checks.some(isFaulty) ? 1 : 0;
}

async function diff(catalogDb: Db, { system, before, after }: Named<'diff'>, reporter: Reporter): Promise<number> {
  try {
    reporter.done(diffLines(system, await diffReleases(catalogDb, system, [before, after])));
    return 0;
  } catch (error) {
    if (!(error instanceof NotComparableError)) throw error;
    reporter.failed(error);
    return 1;
  }
}

async function list(catalogDb: Db, reporter: Reporter): Promise<number> {
  const rows = (await listReleases(catalogDb, 'everybody')).map((release) => [
    release.system,
    release.label,
    `${release.effectiveFrom} – ${release.effectiveTo ?? ''}`,
    KIND_TITLES[release.kind],
    release.source + (release.isDerived ? ', derived' : ''),
    String(release.rowCount),
    dayOf(release.installedAt),
  ]);
  reporter.done(textTable([['system', 'label', 'in force', 'kind', 'source', 'rows', 'installed'], ...rows]));
  return 0;
}
