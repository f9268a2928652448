import { beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from '#domain/codeset/search/build-index';
import { groupFound } from '#domain/codeset/search/groups';
import { search } from '#domain/codeset/search/search';
import type { SearchIndex } from '#domain/codeset/search/search-index';
import { readCorpus } from '../bench/search/corpus.ts';

const root = process.env.CODESETS_DIR;

/** What a coder types on any day, and a code that has to stand among the first three of the best group. */
const EVERYDAY = `
CHF → I50.9; COPD → J44.9; acute MI → I21.9; heart attack → I21.9; old MI → I25.2; NSTEMI → I21.4; htn → I10; high blood pressure → I10
diabetes → E11.9; type 2 diabetes with neuropathy → E11.40; t2dm ckd → E11.22; dka type 1 → E10.10; high cholesterol → E78.00; hld → E78.5
afib → I48.91; chronic atrial fibrillation → I48.20; stroke → I63.9; tia → G45.9; dvt left leg → I82.4; pulmonary embolism → I26.99
pneumonia → J18.9; flu → J11.1; common cold → J00; strep throat → J02.0; asthma exacerbation → J45.901; sleep apnea → G47.30; covid → U07.1
uti → N39.0; kidney stone → N20.0; aki → N17.9; ckd stage 4 → N18.4; esrd → N18.6; bph → N40.0; hematuria → R31.9
gerd → K21.9; gallstones → K80.20; appendicitis → K37; gi bleed → K92.2; piles → K64.9; constipation → K59.00; crohns → K50.90
low back pain → M54.50; sciatica left → M54.32; knee osteoarthritis right → M17.11; rotator cuff tear → M75.1; gout → M10.9; osteoporosis → M81.0
hip fx → S72.0; displaced femoral neck fracture right → S72.0; femoral shaft fracture → S72.30; humeral neck fx left → S42.2; distal radius fracture → S52.50; ankle sprain right → S93.401; concussion → S06.0X; laceration scalp → S01.01; dog bite → W54.0
depression → F32.A; anxiety → F41.9; alcoholic → F10.20; smoker → F17.20; ptsd → F43.10; dementia → F03.90; adhd → F90.9; bipolar → F31.9
chest pain → R07.9; sob → R06.02; headache → R51.9; syncope → R55; fever → R50.9; nosebleed → R04.0; dizziness → R42; nausea vomiting → R11.2
hypothyroidism → E03.9; obesity → E66.9; anemia → D64.9; iron deficiency anemia → D50.9; sepsis → A41.9; cellulitis left leg → L03.116
breast cancer → C50.9; prostate cancer → C61; bone mets → C79.51; basal cell carcinoma nose → C44.311; screening colonoscopy → Z12.11
hypertensoin → I10; diabetis mellitus → E11.9; pnuemonia → J18.9; athsma → J45.909; hyperlipidimia → E78.5
appendectomy → 0DTJ; knee replacement left → 0SRD; cholecystectomy → 0FT4; colonoscopy → 0DJD; cabg → 021; standard wheelchair → K0001; ed visit level 4 → PX124
dka → E11.10; dm2 → E11.9; diabetic foot ulcer → E11.621; diabetic neuropathy → E11.40; type 2 diabetes → E11.9; hx of stroke → Z86.73; s/p cabg → Z95.1
aaa → I71.40; aortic stenosis → I35.0; mitral regurgitation → I34.0; mono → B27.90; normal delivery → O80; c section scar → O34.21; pressure ulcer sacrum stage 3 → L89.153
copd with pneumonia → J44.0; sickle cell crisis → D57.00; morbid obesity → E66.01; annual physical → Z00.00; influenza a → J10.1
lap chole → 0FT44ZZ; laparoscopic cholecystectomy → 0FT44ZZ; lap appy → 0DTJ4ZZ; picc line → 02HV33Z; central line → 02HV33Z; cesarean section → 10D00Z1; intubation → 0BH17EZ
vaginal delivery → 10E0XZZ; paracentesis → 0W9G3ZZ; coronary stent → 0270; below knee amputation right → 0Y6H0Z; rocephin → J0696; keytruda → J9271; neulasta → J2506
remicade → J1745; lovenox → J1650; venofer → J1756; prolia → J0897; botox → J0585; kenalog → J3301; decadron → J1100; vitamin b12 → J3420; herceptin → J9355
s/p appendectomy → Z90.49; status post hip replacement → Z96.64; s/p tka left → Z96.652; s/p → Z98.89; h/o colon cancer → Z85.038; hx mi → I25.2; Sjögren → M35.0; Ménière → H81.0
bedsore sacrum stage 3 → L89.153; tetanus shot → Z23
E11.65 → E11.65; i509 → I50.9; 0dtj → 0DTJ0ZZ
`;
const questions = EVERYDAY.split(/[;\n]/).flatMap((line) => {
  const [typed, code] = line.split('→').map((part) => part.trim());
  return typed && code ? [[typed, code] as const] : [];
});

describe.skipIf(!root)('the whole official releases', () => {
  let indexes: SearchIndex[] = [];
  beforeAll(async () => {
    const { documents } = await readCorpus(root ?? '', 'whole');
    indexes = [...Map.groupBy(documents, ({ system }) => system)].map(([system, of]) => buildIndex(system, of));
  }, 180_000);
  const find = (typed: string) => groupFound(indexes.map((index) => search(index, typed, 12)));

  test.each(questions)('%s → %s', (typed, code) => {
    const best = find(typed)
      .flatMap(({ results }) => results.slice(0, 3))
      .slice(0, 9)
      .map((found) => found.code);
    expect(best.some((found) => found.startsWith(code))).toBe(true);
  });
  test('most of them come first of all', () => {
    const first = questions.filter(([typed, code]) => find(typed)[0]?.results[0]?.code.startsWith(code));
    expect(first.length / questions.length).toBeGreaterThan(0.75);
  });
});
