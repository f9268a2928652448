import { HCPCS_SECTIONS } from '#components/codes/hcpcs-sections.ts';
import { placePart } from '#components/codes/place-name.ts';
import type { ReleaseContent } from '#db/releases/release-content';
import { codeAddress } from '#domain/codeset/address';
import { formatCode } from '#domain/codeset/code';
import { isBetween } from '#domain/codeset/official-order';
import type { SearchDocument } from '#domain/lessons/search/document';
import { BOOK_ENTRIES } from '../codes/_entries.ts';

const CATEGORY = 3;
/** Headers of this length say what a category holds; what stands below them is found by its words alone. */
const SUBCATEGORY = 4;

/** There are hundreds of these with short titles, which would go before everything else. */
const SELDOM_MEANT = 0.6;

const page = (within: string, address: string, title: string): SearchDocument => ({
  kind: 'code',
  address,
  title,
  within,
  text: '',
});

/** The parts of the code book by their names. */
export const bookEntryDocuments = (): SearchDocument[] =>
  BOOK_ENTRIES.map(([address, title, what]) => ({ ...page('Code book', address, title), text: what }));

/** Every page of one release that a search of the site leads to: not every code, but what a code stands in. */
export function codeDocuments(release: ReleaseContent): SearchDocument[] {
  switch (release.system) {
    case 'icd10cm':
      return [...sectionDocuments(release), ...categoryDocuments(release)];
    case 'icd10pcs':
      return tableDocuments(release);
    case 'hcpcs':
      return [...letterDocuments(release), ...familyDocuments(release), ...modifierDocuments(release)];
    case 'px':
      return [...practiceDocuments(release), ...ruleDocuments(release), ...modifierDocuments(release)];
    default:
      return [];
  }
}

const sectionDocuments = ({ sections, codes }: ReleaseContent): SearchDocument[] =>
  sections.map(({ key, kind, title, first, last }) => {
    const categories = codes.filter(({ code }) => code.length === CATEGORY && isBetween(code, first, last));
    return {
      ...page('ICD-10-CM', `/codes/icd-10-cm/${placePart(key)}`, title),
      names: [kind === 'chapter' ? key : '', `${first} ${last}`],
      within: `ICD-10-CM, ${kind} ${first}–${last}`,
      text: categories.length > MOST_NAMED ? '' : `${sentence(categories)}`,
    };
  });
const MOST_NAMED = 12;

const sentence = (codes: readonly { code: string; title: string }[]): string =>
  codes.map(({ code, title }) => `${formatCode({ system: 'icd10cm', code })} ${title}`).join('; ');

function categoryDocuments({ codes }: ReleaseContent): SearchDocument[] {
  const below = Map.groupBy(codes, ({ code }) => code.slice(0, CATEGORY));
  return [...below].map(([category, within]) => {
    const [head, ...rest] = within;
    const shown = rest.filter(({ code }) => code.length === SUBCATEGORY);
    return {
      ...page('ICD-10-CM category', codeAddress({ system: 'icd10cm', code: category }), `${category} ${head?.title}`),
      text: sentence(shown),
      hidden: wordsOnce(rest.filter(({ code }) => code.length > SUBCATEGORY).map(({ title }) => title)),
    };
  });
}

const tableDocuments = ({ codes, pcsValues }: ReleaseContent): SearchDocument[] =>
  codes
    .filter(({ code }) => code.length === CATEGORY)
    .map(({ code, title }) => {
      const values = pcsValues.filter(({ pcsTable, axis }) => pcsTable === code && axis > CATEGORY);
      return {
        ...page('ICD-10-PCS table', `/codes/icd-10-pcs/${code}`, `${code} ${title}`),
        text: '',
        hidden: wordsOnce(values.map(({ label }) => label)),
      };
    });

const letterDocuments = ({ codes }: ReleaseContent): SearchDocument[] =>
  [...new Set(codes.map(({ code }) => code.charAt(0)))].map((letter) => ({
    ...page('HCPCS Level II', `/codes/hcpcs/${letter}`, `${letter} codes`),
    text: HCPCS_SECTIONS[letter] ?? 'Other codes',
  }));

/** What a service is, without the amounts and conditions that follow: `ketorolac tromethamine`. */
const nameOf = (title: string): string =>
  title
    .replace(/^injection,? /i, '')
    .split(/[,;(]/)[0]
    ?.match(/^.{0,50}(?!\S)/)?.[0]
    .trim() ?? '';

const familyDocuments = ({ codes }: ReleaseContent): SearchDocument[] =>
  [...Map.groupBy(codes, ({ code }) => code.slice(0, CATEGORY))].map(([family, within]) => ({
    ...page('HCPCS Level II', `/codes/hcpcs/${family}`, `${within[0]?.code} to ${within.at(-1)?.code}`),
    names: [family],
    text: within.map(({ code, title }) => `${code} ${nameOf(title)}`).join('; '),
    hidden: wordsOnce(within.map(({ title }) => title)),
  }));

function practiceDocuments({ codes, sections }: ReleaseContent): SearchDocument[] {
  const familyOf = new Map(sections.map(({ key, title }) => [key, title]));
  return codes.map(({ code, title, facts }) => ({
    ...page('Practice procedure set', codeAddress({ system: 'px', code }), `${code} ${title}`),
    counts: SELDOM_MEANT,
    text: familyOf.get(facts?.procedure?.family ?? '') ?? '',
  }));
}

const ruleDocuments = ({ notes }: ReleaseContent): SearchDocument[] =>
  notes
    .filter(({ at }) => at.startsWith('rule '))
    .map(({ at, text }) => ({
      ...page('Rules of the practice set', `/codes/px#${at.replace(' ', '-')}`, at.slice(5).replaceAll('-', ' ')),
      counts: SELDOM_MEANT,
      text,
    }));

const modifierDocuments = ({ modifiers, system }: ReleaseContent): SearchDocument[] =>
  modifiers
    .filter(({ kind }) => system === 'hcpcs' || kind === 'practice')
    .map(({ code, title }) => ({
      ...page(
        system === 'px' ? 'Modifier of the practice set' : 'HCPCS Level II modifier',
        `/codes/${system}/modifiers#modifier-${code}`,
        `${code} ${title}`,
      ),
      names: [`modifier ${code}`],
      counts: SELDOM_MEANT,
    }));

/** Every word once: how often it stands in titles of one family says nothing. */
const wordsOnce = (titles: readonly string[]): string =>
  [
    ...new Set(
      titles
        .join(' ')
        .toLowerCase()
        .match(/(?<![\p{L}\p{N}])\p{L}{3,}(?![\p{L}\p{N}])/gu),
    ),
  ].join(' ');
