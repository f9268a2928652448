import { type Answered, type Asking, MOST_CHOICES, warnOfRight } from '#db/exchange/qti/asking';
import { both, feedbackTrial, textOfPieces, together, without } from '#db/exchange/qti/feedback';
import { declaredValues, folded, mapEntries, wideRule } from '#db/exchange/qti/response-rules';
import { scoring } from '#db/exchange/qti/rule-trial';
import {
  allNamed,
  childNamed,
  childrenNamed,
  elementsOf,
  textOf,
  trimmed,
  type XmlElement,
} from '#db/exchange/qti/xml-tree';

/** Nobody types this. */
const ANOTHER_TEXT = '\u0000';

/** A text to type. */
export function textAnswerOf(asking: Asking): Answered | undefined {
  const { declaration, remarks } = asking;
  const { cardinality, baseType } = declaration.attributes;
  if (cardinality !== 'single' || !/^(?:string|integer|float)$/.test(baseType ?? '')) {
    remarks.warn(declaration, 'It asks for something else than one text or number, so the item is left out.');
    return undefined;
  }
  const accepted = isJudgedElsewhere(asking) ? undefined : acceptedTexts(asking);
  if (!accepted) return undefined;
  if (baseType !== 'string')
    remarks.warn(declaration, 'It asks for a number; here what is typed is compared as a text.');
  const { accept, isCaseSensitive } = accepted;
  const { wrong, feedback } = textFeedback(asking, accept, isCaseSensitive);
  return { question: { type: 'text', accept, isCaseSensitive, wrong }, ...(feedback !== undefined && { feedback }) };
}

/** Whether the right answers cannot be told from the file: people judge it, or rules accept more than can be listed. */
function isJudgedElsewhere({ item, remarks }: Asking): boolean {
  const marked = childrenNamed(item, 'outcomeDeclaration').find(
    ({ attributes }) => attributes.identifier === 'SCORE' && (attributes.externalScored ?? 'none') !== 'none',
  );
  const processing = childNamed(item, 'responseProcessing');
  const wide = processing && wideRule(elementsOf(processing));
  if (marked) remarks.warn(marked, 'People mark it or another program (external scoring), so the item is left out.');
  else if (wide)
    remarks.warn(
      wide,
      `It accepts more answers than are listed: whatever holds of ${wide.name}. The item is left out.`,
    );
  return marked !== undefined || wide !== undefined;
}

function acceptedTexts(asking: Asking): { accept: string[]; isCaseSensitive: boolean } | undefined {
  const { declaration, remarks } = asking;
  const entries = mapEntries(declaration);
  const most = Math.max(0, ...entries.map(({ value }) => value));
  const full = entries.filter(({ value }) => value > 0 && value === most);
  for (const { key, line } of entries.filter(({ value }) => value > 0 && value < most))
    remarks.warn(
      { line },
      `“${key}” is worth a part of the points; here an answer is right or wrong, and it is left out.`,
    );
  const declared = declaredValues(declaration, 'correctResponse');
  const listed = [...new Set([...declared, ...full.map(({ key }) => key)])].filter((text) => text !== '');
  const judged = judgedByRules(asking, listed);
  if (judged.isContradicted) {
    remarks.warn(
      declaration,
      'Its rules give more for another answer than for the one it calls right. It is left out.',
    );
    return undefined;
  }
  const accept = [...new Set([...listed, ...judged.accept])];
  if (accept.length === 0 || accept.length > MOST_CHOICES) {
    remarks.warn(declaration, 'It says no right answer (people mark it) or too many, so the item is left out.');
    return undefined;
  }
  const isMapped = full.length > 0;
  return {
    accept,
    isCaseSensitive: isMapped ? full.some(({ isCaseSensitive }) => isCaseSensitive) : judged.isCaseSensitive,
  };
}

/** What the rules of an item accept of the texts they name, beyond what is listed, and whether they mind capitals. */
function judgedByRules(asking: Asking, listed: string[]) {
  const score = scoring(asking.item, asking.declaration.attributes.identifier ?? '');
  const tried = score ? [...listed, ...textsInRules(asking.item)] : [];
  const points = new Map(tried.map((text) => [text, score?.([text]) ?? 0]));
  const most = Math.max(0, score?.([ANOTHER_TEXT]) ?? 0, ...points.values());
  const isBest = (text: string) => (score?.([text]) ?? 0) === most;
  const accept = most > (score?.([ANOTHER_TEXT]) ?? 0) ? [...points.keys()].filter(isBest) : [];
  const withLetters = accept.filter((text) => swapped(text) !== text);
  return {
    accept,
    isCaseSensitive: withLetters.length === 0 || !withLetters.every((text) => isBest(swapped(text))),
    isContradicted: accept.length > 0 && listed.some((text) => !isBest(text)),
  };
}

/** The text with capital letters small and small ones capital. */
const swapped = (text: string): string =>
  [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');

function textFeedback(asking: Asking, accept: string[], isCaseSensitive: boolean) {
  const { item, declaration, remarks } = asking;
  const trial = feedbackTrial(item, declaration.attributes.identifier ?? '', remarks);
  if (!trial) return { wrong: [], feedback: undefined };
  const toOther = trial.saidTo([ANOTHER_TEXT]);
  const toRight = trial.saidTo(accept.slice(0, 1));
  const always = both(both(toOther, toRight), trial.saidTo([]));
  const tried = wrongTexts(asking, accept, isCaseSensitive).map((value) => ({
    value,
    pieces: without(trial.saidTo([value]), toOther),
  }));
  const wrong = tried.flatMap(({ value, pieces }) => {
    const feedback = textOfPieces(pieces);
    return feedback === undefined ? [] : [{ value, feedback }];
  });
  if (always.size === 0) warnOfRight(toRight, remarks);
  const general = always.size > 0 ? always : toRight;
  trial.reportRest(together([general, ...tried.map(({ pieces }) => pieces)]));
  return { wrong, feedback: textOfPieces(general) };
}

/** Texts the file speaks of that are not right: those of its rules, then those of its mapping. */
function wrongTexts({ item, declaration }: Asking, accept: string[], isCaseSensitive: boolean): string[] {
  const texts = [...textsInRules(item), ...mapEntries(declaration).map(({ key }) => key)];
  const seen = (text: string) => (isCaseSensitive ? text : folded(text));
  const right = new Set(accept.map(seen));
  return [...new Set(texts)].filter((text) => text !== '' && !right.has(seen(text))).slice(0, MOST_CHOICES);
}

/** Texts and numbers an item's rules name. */
function textsInRules(item: XmlElement): string[] {
  const processing = childNamed(item, 'responseProcessing');
  const values = processing ? allNamed(processing, new Set(['baseValue'])) : [];
  return values
    .filter(({ attributes }) => /^(?:string|integer|float)$/.test(attributes.baseType ?? ''))
    .map((one) => trimmed(textOf(one)))
    .filter((text) => text !== '')
    .slice(0, MOST_CHOICES);
}
