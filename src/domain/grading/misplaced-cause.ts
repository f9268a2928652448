import { isExternalCause } from './subject.ts';
import type { Variance } from './variance.ts';

/** True for an external cause code that stands where a diagnosis belongs (OG I.C.20.a.6): nothing is wrong with the code. */
export const isMisplacedCause = ({ kind, entered = '', wanted = '' }: Variance): boolean =>
  kind === 'external-cause' && isExternalCause(entered) && wanted !== '' && !isExternalCause(wanted);
