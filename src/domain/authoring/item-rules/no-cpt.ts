import { findCptShapes } from '#domain/authoring/cpt-shape';
import { type ItemRule, inFile, inItem, itemsOf } from '#domain/authoring/item-rule';
import { textsOf } from '#domain/authoring/item-texts';

const FIX = 'Use a code or modifier of the practice set; write thousands with a comma (12,000)';
/** Modifiers of two digits are CPT's. */
const MODIFIER = /\bmodifiers?\s+(?:of\s+)?`?(\d\d)\b|\bPX\d{3}-(\d\d)\b/i;

/** Nothing that looks like a CPT code or like one of CPT's modifiers. */
export const noCpt: ItemRule = {
  name: 'no-cpt',
  *check({ files }) {
    for (const placed of itemsOf(files))
      for (const { path, text } of textsOf(placed.item))
        for (const found of cptIn(text)) yield inItem(placed, path, `${found} looks like CPT`, FIX);
    for (const file of files)
      for (const found of cptIn(file.content.scenario?.text ?? ''))
        yield inFile(file, ['scenario', 'text'], `${found} looks like CPT`, FIX);
  },
};

function cptIn(text: string): string[] {
  const modifier = MODIFIER.exec(text);
  const codes = findCptShapes(text).map(({ found }) => found);
  return modifier ? [...codes, modifier[0]] : codes;
}
