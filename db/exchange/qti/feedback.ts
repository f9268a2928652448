import { markdownOf } from '#db/exchange/qti/markup';
import type { Remarks } from '#db/exchange/qti/remarks';
import { type RuleContext, runRules, unknownRule } from '#db/exchange/qti/response-rules';
import { allNamed, childNamed, childrenNamed, elementsOf, parseXml, type XmlElement } from '#db/exchange/qti/xml-tree';

const FEEDBACKS = new Set(['modalFeedback', 'feedbackInline', 'feedbackBlock']);
/** Rules are run once per answer tried; an item's have a few dozen elements. */
const MOST_RULES = 4_000;

interface Piece {
  element: XmlElement;
  text: string;
}
type Pieces = ReadonlySet<Piece>;

/** What is said to which answer of an item, found out by giving its rules one answer after the other. */
export interface FeedbackTrial {
  /** What is said to an answer: its values, none for no answer. */
  saidTo(values: readonly string[]): Pieces;
  /** Says of every piece that is not among `used` that it is left out. */
  reportRest(used: Pieces): void;
}

/** Prepares the trial; undefined when the item has no feedback or its rules cannot be followed, which is then said. */
export function feedbackTrial(item: XmlElement, identifier: string, remarks: Remarks): FeedbackTrial | undefined {
  const pieces = allNamed(item, FEEDBACKS).flatMap((element) => pieceOf(element, remarks));
  if (pieces.length === 0) return undefined;
  const outcomes = childrenNamed(item, 'outcomeDeclaration');
  const processing = childNamed(item, 'responseProcessing');
  const rules = rulesOf(processing);
  const declarations = new Map(
    childrenNamed(item, 'responseDeclaration').map((one) => [one.attributes.identifier ?? '', one]),
  );
  const run = (value: readonly string[]) =>
    runRules(rules, outcomes, { declarations, response: { identifier, value } } satisfies RuleContext);
  const unknown = processing && countElements(processing) > MOST_RULES ? processing : unknownRule(rules);
  if (unknown) {
    remarks.warn(
      unknown,
      `Feedback is left out: when it is said depends on a rule that is not read (${unknown.name}).`,
    );
    return undefined;
  }
  return {
    saidTo: (values) => {
      const state = run(values);
      return new Set(pieces.filter(({ element }) => isShown(element, state)));
    },
    reportRest: (used) => {
      for (const piece of pieces)
        if (!used.has(piece)) remarks.warn(piece.element, 'Feedback is left out: it is said to certain answers only.');
    },
  };
}

/** Templates are named by address; those of Common Cartridge are the ones that say anything. */
function rulesOf(processing: XmlElement | undefined): XmlElement[] {
  const template = /(CC2_match(?:_basic)?)(?:\.xml)?$/.exec(processing?.attributes.template ?? '')?.[1];
  if (template === undefined) return processing ? elementsOf(processing) : [];
  const [basic, chosen] = elementsOf(COMMON_CARTRIDGE());
  return [basic, template === 'CC2_match' ? chosen : undefined].filter((rule) => rule !== undefined);
}

/** `CC2_match_basic` is the first rule, `CC2_match` both. */
const COMMON_CARTRIDGE = (): XmlElement =>
  parseXml(
    new TextEncoder().encode(`<rules>
<responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
<setOutcomeValue identifier="FEEDBACKBASIC"><baseValue baseType="identifier">correct</baseValue></setOutcomeValue></responseIf>
<responseElse><setOutcomeValue identifier="FEEDBACKBASIC"><baseValue baseType="identifier">incorrect</baseValue></setOutcomeValue></responseElse>
</responseCondition>
<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue></rules>`),
  );

function pieceOf(element: XmlElement, remarks: Remarks): Piece[] {
  const text = markdownOf(element, remarks);
  return text === '' ? [] : [{ element, text }];
}

const isShown = ({ attributes }: XmlElement, state: ReadonlyMap<string, readonly string[]>): boolean => {
  const isNamed = (state.get(attributes.outcomeIdentifier ?? '') ?? []).includes(attributes.identifier ?? '');
  return attributes.showHide === 'hide' ? !isNamed : isNamed;
};

const countElements = (element: XmlElement): number =>
  elementsOf(element).reduce((sum, child) => sum + countElements(child), 1);

export const both = (one: Pieces, other: Pieces): Pieces => one.intersection(other);
export const without = (one: Pieces, other: Pieces): Pieces => one.difference(other);
export const together = (all: Iterable<Pieces>): Pieces => new Set([...all].flatMap((pieces) => [...pieces]));

/** The texts of pieces, one after the other; undefined when there are none. */
export const textOfPieces = (pieces: Pieces): string | undefined =>
  pieces.size === 0 ? undefined : [...pieces].map(({ text }) => text).join('\n\n');
