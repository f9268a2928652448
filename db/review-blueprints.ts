import { basename } from 'node:path';
import type { ContentIssue } from '#db/content-issue';
import { readBlueprints } from '#db/read-blueprints';
import type { SourceFile } from '#db/read-yaml';
import { type Blueprint, blueprintKey } from '#domain/exam/blueprint';
import { findSkill } from '#domain/study/skills-of';

/** Everything wrong in content/blueprints under `root`: shape, sums, names of files, skills nobody has. */
export function lintBlueprints(root: string): ContentIssue[] {
  const read = readBlueprints(root);
  if (!read.ok) return read.problem;
  return read.value.flatMap((source) => [...misnamed(source), ...unknownSkills(source)]);
}

function misnamed({ file, value }: SourceFile<Blueprint>): ContentIssue[] {
  const name = `${blueprintKey(value)}.yaml`;
  if (basename(file) === name) return [];
  return [{ file, line: 1, message: 'the name of the file is not its exam and version', fix: `Call it ${name}` }];
}

const unknownSkills = ({ file, value, lineOf }: SourceFile<Blueprint>): ContentIssue[] =>
  value.domains.flatMap(({ skills }, domain) =>
    skills.flatMap((skill, index) =>
      findSkill(skill)
        ? []
        : {
            file,
            line: lineOf(['domains', domain, 'skills', index]),
            message: `there is no skill ${skill}`,
            fix: 'Name one of src/domain/study/skills.ts',
          },
    ),
  );
