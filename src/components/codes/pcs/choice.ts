import { type Axis, axisName } from '#domain/codeset/pcs-axes';
import { definitionOf, type PcsDefinition } from '#domain/codeset/pcs-definitions';
import type { PcsLabel } from '#domain/codeset/pcs-labels';

/** A value of an axis as it is offered or shown: what it means, what that is, and where choosing it leads. */
export interface Choice {
  value: string;
  /** The code so far with this value in it. */
  leadsTo: string;
  labels: PcsLabel[];
  definition?: PcsDefinition;
  /** What the titles of its codes have in common, where nothing says what the value means. */
  titles?: string;
}

/** One of the seven axes: what was chosen, and what else could stand there with the rest as it is. */
export interface AxisState {
  axis: Axis;
  name: string;
  chosen?: Choice;
  others: Choice[];
}

export const axisState = (section: string, axis: Axis, chosen: Choice | undefined, others: Choice[]): AxisState => ({
  axis,
  name: axisName(section, axis),
  ...(chosen && { chosen }),
  others: others.filter(({ value }) => value !== chosen?.value),
});

/** A choice with its definition, where its meaning is a single one and defined. */
export function makeChoice(
  { axis, value, leadsTo, labels }: { axis: Axis; value: string; leadsTo: string; labels: PcsLabel[] },
  { definitions, system }: { definitions: readonly PcsDefinition[]; system: string },
): Choice {
  const [label, ...others] = labels;
  const definition =
    label && others.length === 0 ? definitionOf(definitions, { axis, label: label.text, system }) : undefined;
  return { value, leadsTo, labels, ...(definition && { definition }) };
}

/** The meanings of a value in words. Values that no file at hand names are said to be so. */
export const wordsOf = (labels: readonly PcsLabel[]): string =>
  labels.length === 0 ? 'no printed meaning at hand' : labels.map(({ text }) => text).join(' or ');
