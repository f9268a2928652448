import { describe, expect, test } from 'vitest';
import { readStarterSet } from '#db/starter-set';
import type { BankUnderReview, ItemFileUnderReview } from '#domain/authoring/item-rule';
import { lintItems } from '#domain/authoring/lint-items';
import { type ItemFile, itemFileSchema } from '#domain/exam/items/item-file';
import { aCatalog, aCode } from '../../build.ts';
import { itemFields, type Kind, option, PARTS } from '../exam/items/an-item.ts';

const starter = readStarterSet('.');
const catalog = aCatalog([
  aCode('E11.22', 'Type 2 diabetes mellitus with diabetic chronic kidney disease'),
  aCode('E11.9', 'Type 2 diabetes mellitus without complications'),
  aCode('E11', 'Type 2 diabetes mellitus', { billable: false }),
  aCode('I10', 'Essential (primary) hypertension'),
  aCode('PX231', 'Injection of a large joint', { facts: { procedure: { family: 'joint-injection' } } }),
]);

/** Questions that share no word worth comparing. */
const STORIES = [
  'Emergency note about a sprained ankle after soccer. How is the visit reported?',
  'Colonoscopy finds a polyp near the hepatic flexure. Where does that lie?',
  'Newborn examination shows jaundice on day two. What decides the sequence?',
  'Pacemaker battery exchange in the left chest pocket. Which body part counts?',
  'Remittance advice carries group code CO. Whose balance remains?',
  'Cataract surgery with complicated capsule support. Which technique matters?',
  'Infusion nurse wrote start times only. May hours be billed?',
  'Overpayment identified during an internal audit. By when is it returned?',
  'Psoriasis plaques treated by excimer laser. Which lesion type applies?',
  'Twin delivery by cesarean at term. How many outcome codes stand there?',
];
/** A single choice with its right option at a place, unlike every other one. */
const single = (story: number, right: number, overrides: Record<string, unknown> = {}) =>
  itemFields('single-choice', {
    id: `item-${story}`,
    stem: STORIES[story],
    difficulty: 0.6 + (story % 3) / 10,
    options: ['amber', 'basil', 'cedar', 'dates'].map((word, at) => option(`${word} answer ${story}`, at === right)),
    ...overrides,
  });

interface Changes {
  items?: Record<string, unknown>[];
  scenario?: object;
  review?: string | undefined;
  others?: ItemFileUnderReview[];
  bank?: Partial<BankUnderReview>;
}
const aFile = (id: string, content: object, review: string | undefined): ItemFileUnderReview => ({
  id,
  content: itemFileSchema.parse(content) as ItemFile,
  review,
});
const ALL_NAMES = STORIES.map((_, at) => `item-${at}`).join('\n');

function aBank({
  items = [single(0, 1)],
  scenario,
  review = `${ALL_NAMES} an-item`,
  others = [],
  bank,
}: Changes): BankUnderReview {
  return {
    files: [...others, aFile('anatomy/01-one', { ...(scenario && { scenario }), items }, review)],
    domains: new Set(['cpc/anatomy', 'cpc/terminology', 'ccs/documentation']),
    skills: new Set(['anatomy']),
    diagrams: new Map([['heart', new Set(['mitral-valve', 'tricuspid-valve', 'aorta'])]]),
    lessonQuestions: [
      {
        at: 'placeholder (a.check.yaml)',
        text: 'Category W19 has no further division. How is its code written? W19.XXXA',
      },
    ],
    charts: new Map([
      [
        'office-knee',
        {
          codes: new Set(['M17.11', 'E11.22', 'N18.32', 'I12.9']),
          text: 'She climbs the stairs to her flat one step at a time since the fall in November.',
        },
      ],
    ]),
    starter,
    catalogOf: () => catalog,
    practiceRules: new Set(['time']),
    guidelineSections: new Set(['I.A.13', 'IV.J']),
    ...bank,
  };
}
const said = (changes: Changes) => lintItems(aBank(changes)).map(({ message }) => message);
const ofKind = (kind: Kind, overrides: Record<string, unknown> = {}) => said({ items: [itemFields(kind, overrides)] });
const texts = (...all: string[]) => ({
  options: all.map((text, at) => option(text, at === 1, `Reason ${at} of its own.`)),
});

test.each<Kind>(['single-choice', 'multiple-choice', 'diagnoses', 'services', 'hotspot', 'order', 'form-field'])(
  'a %s item in order has nothing to say',
  (kind) => {
    // The joint needs its side among the modifiers that the catalog of this test has not.
    expect(ofKind(kind).filter((message) => !/modifier/.test(message))).toEqual([]);
  },
);
test('a file in order has nothing to say', () => {
  expect(said({ items: STORIES.map((_, at) => single(at, at % 4)) })).toEqual([]);
});

describe('what is found in an item', () => {
  test.each<[string, Kind, Record<string, unknown>, string]>([
    ['a domain no blueprint has', 'order', { domains: ['cpc/astronomy'] }, 'no blueprint has the domain cpc/astronomy'],
    ['a skill of nobody', 'order', { skills: ['flying'] }, 'there is no skill flying'],
    [
      'an objective without a verb',
      'order',
      { objective: 'Understand the heart well' },
      'nothing one can be seen doing',
    ],
    [
      'a question turned round',
      'order',
      { stem: 'Which of these is not a valve of the heart?' },
      'turned round by a not',
    ],
    ['a shouted one', 'order', { stem: 'All of these pump blood EXCEPT one. Find it.' }, 'turned round by a not'],
    [
      'a number that is not said',
      'multiple-choice',
      { stem: 'Which of these follow from it?' },
      'how many options are right',
    ],
    [
      'all of the above',
      'single-choice',
      texts('Amber', 'Basil', 'Cedar', 'All of the above'),
      'points at other options',
    ],
    ['both A and B', 'single-choice', texts('Amber', 'Both A and C', 'Cedar', 'Dahlia'), 'points at other options'],
    ['an option twice', 'single-choice', texts('Amber leaf', 'amber leaf', 'Cedar', 'Dahlia'), 'stands there twice'],
    [
      'an option in another',
      'single-choice',
      texts('Amber', 'Basil', 'Amber and more of it', 'Dahlia'),
      'contains the option “Amber”',
    ],
    [
      'a long option',
      'single-choice',
      texts('Amber', `Basil ${'and more '.repeat(5)}`, 'Cedar', 'Dahlia'),
      'has 50 characters, the shortest 5',
    ],
    ['codes out of order', 'single-choice', texts('I10', 'E11.9', 'E11.22', 'I12.9'), 'an order of their own'],
    ['numbers out of order', 'single-choice', texts('10 days', '90 days', '1 day', '30 days'), 'an order of their own'],
    [
      'the same said twice',
      'single-choice',
      { options: PARTS['single-choice'].options.map((one) => ({ ...one, feedback: 'So it is, and no more.' })) },
      'the same is said',
    ],
    ['no reason', 'hotspot', { feedback: 'This is correct.' }, 'says no reason'],
    ['a code there is not', 'single-choice', texts('E11.22', 'E11.23', 'E11.9', 'I10'), 'no code E11.23'],
    ['one in feedback', 'order', { feedback: 'Because it would be E11.23 then.' }, 'no code E11.23'],
    ['a code without point', 'single-choice', texts('W99', 'X10', 'Y10', 'Z10'), 'no code W99'],
    ['a practice code there is not', 'order', { stem: 'Which steps lead to PX999, in their order?' }, 'no code PX999'],
    ['a supply there is not', 'order', { stem: 'Which steps lead to J0000, in their order?' }, 'no code J0000'],
    ['a PCS code there is not', 'order', { stem: 'Which steps lead to 0SR90XX, in their order?' }, 'no code 0SR90XX'],
    ['a header as the answer', 'single-choice', texts('E11.21', 'E11.3', 'E11.65', 'E11.9'), 'E11.3 is a header'],
    ['a citation that leads nowhere', 'order', { cites: ['OG IV.Z'] }, 'no section IV.Z'],
    ['one of a key', 'diagnoses', { key: [{ ...PARTS.diagnoses.key[0], cites: ['OG I.A.14'] }] }, 'no section I.A.14'],
    [
      'a code of a key there is not',
      'diagnoses',
      { key: [{ ...PARTS.diagnoses.key[0], code: 'E11.23' }] },
      'E11.23 is not in icd10cm FY2026',
    ],
    [
      'a header in a key',
      'diagnoses',
      { key: [{ ...PARTS.diagnoses.key[0], code: 'E11' }] },
      'a header and not billable',
    ],
    [
      'no principal diagnosis',
      'diagnoses',
      { key: [{ ...PARTS.diagnoses.key[0], role: 'secondary' }] },
      'is secondary at place 1',
    ],
    [
      'an indicator missing',
      'diagnoses',
      { key: [PARTS.diagnoses.key[0], { ...PARTS.diagnoses.key[1], poa: undefined }] },
      'has no POA indicator',
    ],
    [
      'a day of another year',
      'diagnoses',
      { encounter: { ...PARTS.diagnoses.encounter, to: '2026-10-04' } },
      'falls into FY2027',
    ],
    ['procedures outside inpatient', 'procedures', {}, 'has ICD-10-PCS procedures'],
    ['a modifier there is not', 'services', {}, 'RT is no modifier'],
    ['CPT', 'order', { stem: `Which steps lead to ${'99'}213, in their order?` }, 'looks like CPT'],
    [
      'a modifier of CPT',
      'order',
      { stem: 'Which steps come before modifier 25 is added?' },
      'modifier 25 looks like CPT',
    ],
    [
      'a sentence of a chart',
      'order',
      { stem: 'She climbs the stairs to her flat one step at a time. What now?' },
      'the chart office-knee says',
    ],
    [
      'the answer of a chart',
      'single-choice',
      texts('I12.9, N18.31', 'E11.22, I12.9, N18.32', 'E11.22, N18.30', 'E11.9, I12.9'),
      'answers the chart office-knee',
    ],
    [
      'a question of a lesson',
      'order',
      { stem: 'Category W19 has no further division. How is its code written? W19.XXXA' },
      'nearly placeholder',
    ],
    ['a drawing there is not', 'hotspot', { diagram: 'lung' }, 'no drawing lung'],
    ['a part there is not', 'hotspot', { part: 'apex' }, 'no part apex'],
    [
      'another part there is not',
      'hotspot',
      { others: { ...PARTS.hotspot.others, apex: 'That is the tip.' } },
      'no part apex',
    ],
    ['a sign without its partner', 'order', { stem: 'Which *steps come first, in their order?' }, 'has no partner'],
    ['a tag', 'order', { stem: 'Which <b>steps</b> come first, in their order?' }, 'only *italics*'],
  ])('%s', (_, kind, overrides, message) => {
    expect(ofKind(kind, overrides).join('\n')).toContain(message);
  });

  test('a code that is wrong on purpose stands in backticks', () => {
    expect(ofKind('single-choice', texts('E11.22', 'E11.9', '`E11.93`', '`E11.94`'))).toEqual([]);
  });
  test('lists of codes may hold one another', () => {
    expect(ofKind('single-choice', texts('E11.22', 'E11.22, N18.31', 'I10, N18.9', 'N18.31'))).toEqual([]);
  });
  test('the right option alone repeats the stem', () => {
    const stem = 'The report names a laceration of the forearm. Which is it?';
    const words = (right: string, wrong: string) =>
      ofKind('single-choice', { stem, ...texts(wrong, right, 'Cedar', 'Dahlia') });
    expect(words('A laceration', 'A bruise').join('\n')).toContain('only the right option repeats “laceration”');
    expect(words('A laceration', 'The forearm')).toEqual([]);
  });
});

describe('what is found in a file and in the bank', () => {
  const places = (...right: number[]) => said({ items: right.map((place, at) => single(at, place)) }).join('\n');
  test.each([
    ['most answers at one place', [1, 1, 0, 1], 'A 1, B 3, C 0, D 0'],
    ['a chi-square beyond chance', [0, 0, 0, 1, 0, 0, 0, 1, 2], 'the answers stand at A 6, B 2, C 1, D 0'],
    ['four in a row', [0, 3, 3, 3, 3, 1, 2, 0], '4 answers in a row stand at D'],
  ])('%s', (_, right, message) => expect(places(...right)).toContain(message));
  test('places as chance has them are in order', () => expect(places(1, 1, 0, 2, 3, 1, 0, 2, 3)).toBe(''));

  test('the bank is looked at as a whole', () => {
    const others = Array.from({ length: 14 }, (_, file) =>
      aFile(
        `anatomy/${file}`,
        { items: [0, 1, 2].map((at) => single(at, at, { id: `item-${file}-${at}` })) },
        undefined,
      ),
    );
    expect(said({ others }).join('\n')).toContain('over the whole bank the answers stand at A 14, B 15, C 14, D 0');
  });
  test('the longest option is the right one by habit', () => {
    const long = (at: number, right: number, isLong: boolean) =>
      single(at, right, {
        options: ['amber', 'basil', 'cedar', 'dates'].map((word, place) =>
          option(place === right && isLong ? `${word} of more words ${at}` : `${word} word ${at}`, place === right),
        ),
      });
    const file = (...isLong: boolean[]) => said({ items: isLong.map((one, at) => long(at, at % 4, one)) }).join('\n');
    expect(file(true, true, false, false)).toContain('the longest in 2 of 4 items (item-0, item-1)');
    expect(file(true, false, false, false)).toBe('');
  });
  test('too much recall, a mean too high, no spread', () => {
    const items = [0, 1, 2, 3].map((at) => single(at, at, { level: at < 3 ? 'recall' : 'analysis', difficulty: 0.8 }));
    expect(said({ items })).toEqual([
      '3 of 4 items ask for recall',
      'the mean difficulty is 0.80',
      'every difficulty is 0.8',
    ]);
  });
  test('a name twice, a question nearly twice', () => {
    const others = [aFile('icd/01', { items: [single(0, 2)] }, ALL_NAMES)];
    const found = said({ others, items: [single(0, 1)] }).join('\n');
    expect(found).toContain('db/items/icd/01.yaml has an item of this name');
    expect(found).toContain('it is nearly item-0 (db/items/icd/01.yaml)');
  });

  const story = 'The patient came in by ambulance after a fall from a ladder and was admitted for observation.';
  const scenario = { id: 'a-fall', title: 'History and physical', text: story };
  const asks = (id: string) => [
    itemFields('single-choice', { id, stem: 'Which code is the principal diagnosis?' }),
    single(1, 2, { id: `${id}-b` }),
  ];
  test('a scenario told twice', () => {
    const others = [aFile('icd/02', { scenario, items: asks('one') }, 'one one-b')];
    const found = said({ others, scenario, items: asks('two') }).join('\n');
    expect(found).toContain('has a scenario a-fall');
    expect(found).toContain('nearly that of db/items/icd/02.yaml');
  });
  test('the same question about two stories is two questions', () => {
    const other = {
      ...scenario,
      id: 'a-birth',
      text: 'Twins were born at term by cesarean; both breathed at once and weighed more than three kilograms.',
    };
    const others = [aFile('icd/02', { scenario: other, items: [asks('one')[0], single(2, 0)] }, 'one item-2')];
    const items = [asks('two')[0], single(3, 1)] as Record<string, unknown>[];
    expect(said({ others, scenario, items, review: 'two item-3' })).toEqual([]);
  });

  test('the second pass is asked for, and again for a new version, and keeps nobody from writing', () => {
    const open = (changes: Changes) => lintItems(aBank(changes)).map(({ message, isWarning }) => [message, isWarning]);
    const files = aBank({}).files.map((file) => ({ ...file, review: undefined }));
    expect(open({ bank: { files } })).toEqual([['nobody has answered it unseen', true]]);
    const items = [single(0, 1, { version: 2 })];
    expect(open({ items })).toEqual([['item-0: the record of the second pass does not name “item-0 v2”', true]]);
    expect(open({ items, review: 'item-0 v2: reworded' })).toEqual([]);
  });
});
