import { type Answered, type Asking, MOST_CHOICES, warnOfRight } from '#db/exchange/qti/asking';
import { both, feedbackTrial, textOfPieces, together, without } from '#db/exchange/qti/feedback';
import { declaredValues, folded, mapEntries } from '#db/exchange/qti/response-rules';
import { allNamed, childNamed, textOf, trimmed } from '#db/exchange/qti/xml-tree';

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
  const accepted = acceptedTexts(asking);
  if (!accepted) return undefined;
  if (baseType !== 'string')
    remarks.warn(declaration, 'It asks for a number; here what is typed is compared as a text.');
  const { accept, isCaseSensitive } = accepted;
  const { wrong, feedback } = textFeedback(asking, accept, isCaseSensitive);
  return { question: { type: 'text', accept, isCaseSensitive, wrong }, ...(feedback !== undefined && { feedback }) };
}

function acceptedTexts({ declaration, remarks }: Asking): { accept: string[]; isCaseSensitive: boolean } | undefined {
  const entries = mapEntries(declaration);
  const most = Math.max(0, ...entries.map(({ value }) => value));
  const full = entries.filter(({ value }) => value > 0 && value === most);
  for (const { key, line } of entries.filter(({ value }) => value > 0 && value < most))
    remarks.warn(
      { line },
      `“${key}” is worth a part of the points; here an answer is right or wrong, and it is left out.`,
    );
  const declared = declaredValues(declaration, 'correctResponse');
  const accept = [...new Set([...declared, ...full.map(({ key }) => key)])].filter((text) => text !== '');
  if (accept.length === 0 || accept.length > MOST_CHOICES) {
    remarks.warn(declaration, 'It says no right answer (people mark it) or too many, so the item is left out.');
    return undefined;
  }
  return { accept, isCaseSensitive: full.length === 0 || full.some(({ isCaseSensitive }) => isCaseSensitive) };
}

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
  const processing = childNamed(item, 'responseProcessing');
  const inRules = processing ? allNamed(processing, new Set(['baseValue'])) : [];
  const ofText = inRules.filter(({ attributes }) => /^(?:string|integer|float)$/.test(attributes.baseType ?? ''));
  const texts = [...ofText.map((one) => trimmed(textOf(one))), ...mapEntries(declaration).map(({ key }) => key)];
  const seen = (text: string) => (isCaseSensitive ? text : folded(text));
  const right = new Set(accept.map(seen));
  return [...new Set(texts)].filter((text) => text !== '' && !right.has(seen(text))).slice(0, MOST_CHOICES);
}
