import type { AnswerKey } from '#domain/chart/answer-key';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import { emptyDraft, parseCodingSheet } from '#domain/chart/draft-sheet';
import type { Encounter } from '#domain/chart/encounter';
import type { Catalog } from '#domain/codeset/catalog';
import { written } from '#domain/grading/code-wording';
import { explain } from '#domain/grading/explain';
import { grade } from '#domain/grading/grade';
import { score } from '#domain/grading/lenses';
import { codesOfKey, codesOfSheet, type NamedCode } from '#domain/grading/named-codes';
import { attributesAgree, isCorrect, type Pair } from '#domain/grading/pair';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import type { GradingContext } from '#domain/grading/subject';
import type { AnswerOf } from './item-answer.ts';
import type { Judgement, Remark } from './judgement.ts';
import { asksPoa, keyOf, type TypedCodesItem } from './typed-codes-item.ts';

/** Every code that judging an answer looks up. */
export const codesOfTypedItem = (item: TypedCodesItem, answer?: AnswerOf<'codes'>): NamedCode[] => [
  ...codesOfKey(keyOf(item)),
  ...(answer ? codesOfSheet(sheetOf(item, answer)) : []),
];

/** What was typed, as a coding sheet with the one list that was asked for. */
function sheetOf(item: TypedCodesItem, { rows }: AnswerOf<'codes'>): CodingSheet {
  const date: string = item.encounter.from;
  const draft = emptyDraft();
  if (item.list === 'diagnoses')
    draft.diagnoses = rows.map(({ code, poa }, at) => ({ id: `${at}`, code, ...(poa && asksPoa(item) && { poa }) }));
  else if (item.list === 'procedures') draft.procedures = rows.map(({ code }, at) => ({ id: `${at}`, code, date }));
  else
    draft.services = rows.map(({ code, modifiers, units }, at) => ({
      id: `${at}`,
      code,
      modifiers,
      // A box for units that was left alone means one.
      units: units.trim() === '' ? '1' : units,
      pointers: '',
    }));
  return parseCodingSheet(draft);
}

/** What the grading engine needs besides key and sheet. */
export function contextOf(item: TypedCodesItem, catalog: Catalog): GradingContext {
  const { setting, from, to, age, sex, payer } = item.encounter;
  const person = { age, sex, payer, setting, disposition: 'not-applicable' as const };
  const made: Encounter =
    to === undefined ? { ...person, serviceDate: from } : { ...person, admitted: from, discharged: to };
  return { encounter: made, catalog, jobGuideline: { secondaryOrderCounts: false } };
}

/**
 * Judges typed codes by the grading engine. The credit is the max-denominator lens: full and half credits, of the
 * longer of answer and key, so that typing more codes than asked for is worth less. The same code typed twice counts once,
 * is told, and costs nothing: the engine counts duplicates nowhere.
 */
export function judgeTypedCodes(item: TypedCodesItem, answer: AnswerOf<'codes'>, catalog: Catalog): Judgement {
  const key = keyOf(item);
  const verdict = grade(key, sheetOf(item, answer), contextOf(item, catalog));
  const share = score(verdict, 'max-denominator', DEFAULT_POLICY);
  const credit = share.numerator / share.denominator;
  const right = verdict.pairs.filter((pair) => isCorrect(pair) && attributesAgree(pair));
  const differences = verdict.variances.map((variance): Remark => {
    const { headline, sentences, cites } = explain(variance, key, catalog);
    return { about: headline, tone: variance.entered === undefined ? 'missed' : 'wrong', texts: sentences, cites };
  });
  return {
    verdict: credit === 1 ? 'right' : credit > 0 ? 'partly' : 'wrong',
    credit,
    share,
    remarks: [...right.map((pair) => sayRight(key, pair)), ...differences],
  };
}

function sayRight(key: AnswerKey, { list, expected, match }: Pair): Remark {
  const entry = key[list][expected];
  const about = written(list, entry?.code ?? '');
  // What makes an accepted alternate as good is in the key's own words where it has less credit, as a difference.
  const texts = entry === undefined || match !== 'exact' ? [] : [entry.rationale];
  return { about, tone: 'right', texts, cites: entry?.cites ?? [] };
}
