import type { SheetList } from '#domain/chart/coding-sheet';
import type { Setting } from '#domain/chart/encounter';
import { controllingRule } from '#domain/grading/controlling-rule';
import type { Variance, VarianceKind } from '#domain/grading/variance';
import type { SkillId } from './skills.ts';
import { skillsOfCites, skillsOfCode } from './skills-of.ts';

/** Kinds that are about one skill, wherever they happen. The others depend on the code, the list or the setting. */
const SKILL_OF_KIND: Partial<Record<VarianceKind, SkillId>> = {
  'integral-symptom': 'symptoms',
  'uncertain-diagnosis-outpatient': 'uncertain',
  laterality: 'laterality',
  'seventh-character': 'seventh-character',
  'combination-code': 'specificity',
  'code-first': 'etiology',
  'manifestation-first': 'etiology',
  excludes1: 'excludes',
  poa: 'poa',
  'external-cause': 'external-causes',
  'em-over': 'visit-level',
  'em-under': 'visit-level',
  'modifier-missing': 'modifiers',
  'modifier-wrong': 'modifiers',
  'modifier-unsupported': 'modifiers',
  units: 'units',
  'diagnosis-pointer': 'pointers',
  unbundled: 'bundling',
  'invalid-code': 'edits',
  'not-billable': 'edits',
  'outdated-code': 'edits',
  'demographic-conflict': 'edits',
  duplicate: 'edits',
};

/** Skills of the axes of an ICD-10-PCS code, from 1 to 7; of several that differ the first of these is told. */
export const AXIS_SKILLS: readonly (readonly [axis: number, skill: SkillId])[] = [
  [3, 'root-operations'],
  [4, 'body-parts'],
  [5, 'approaches'],
  [6, 'devices'],
];

/** Skill of choosing what stands first in a setting (OG II inpatient, OG IV elsewhere). */
export const skillOfFirst = (setting: Setting): SkillId => ruleSkill('wrong-principal', setting, 'diagnoses');

/** Skill of a reason to leave a code out. Canonical `code`; an ICD-10-PCS code has seven characters. */
export function skillOfReason(kind: VarianceKind, code: string, list: SheetList, setting: Setting): SkillId {
  const own = SKILL_OF_KIND[kind];
  if (own) return own;
  if (kind === 'pcs-axis') return 'icd-10-pcs';
  if (kind === 'unsupported-procedure') return skillsOfCode(list, code)[0] ?? 'services';
  if (kind === 'specificity') return list === 'diagnoses' ? 'specificity' : (skillsOfCode(list, code)[0] ?? 'services');
  return ruleSkill(kind, setting, list);
}

/** The skill a variance belongs to first. */
export function skillOfVariance(variance: Variance, setting: Setting): SkillId {
  const { kind, list, entered = '', wanted, axes = [], attribute } = variance;
  if (kind === 'missed-diagnosis' || kind === 'missed-procedure') return skillOfMissed(variance);
  if (kind === 'pcs-axis') return AXIS_SKILLS.find(([axis]) => axes.includes(axis))?.[1] ?? 'icd-10-pcs';
  // Of a procedure: its day is read from the record; its place is that of the principal one (UHDDS).
  if (kind === 'sequencing' && list === 'procedures') return attribute ? 'documentation' : 'principal';
  return skillOfReason(kind, wanted ?? entered, list, setting);
}

/** What was missed belongs to the rule the key cites first, else to the nearest rule about its code. */
function skillOfMissed({ list, wanted = '', cites }: Variance): SkillId {
  const [byRule] = skillsOfCites(cites.slice(0, 1));
  const [kindOfCode = 'icd-10-cm', byCode] = skillsOfCode(list, wanted);
  return byRule ?? byCode ?? kindOfCode;
}

const ruleSkill = (kind: VarianceKind, setting: Setting, list: SheetList): SkillId =>
  skillsOfCites([controllingRule(kind, setting, list)])[0] ?? 'general-rules';
