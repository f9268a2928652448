import { dictionary } from '#domain/codeset/search/dictionary';

/**
 * What people say, and the words titles use for it; from general knowledge of the field. Readings are tried beside the
 * words themselves, several parted by a stroke.
 */
export const LAY_WORDS: ReadonlyMap<string, string[]> = dictionary(`
bleed: hemorrhage; bleeding: hemorrhage|bleeding; heart attack: myocardial infarction; cardiac arrest: cardiac arrest; coronary: coronary artery
high blood pressure: hypertension; low blood pressure: hypotension; elevated blood pressure: elevated blood pressure reading
high cholesterol: pure hypercholesterolemia|hyperlipidemia; high lipids: hyperlipidemia; high triglycerides: hyperglyceridemia
sugar diabetes: diabetes mellitus; sugar: glucose; blood sugar: glucose; low blood sugar: hypoglycemia; high blood sugar: hyperglycemia
brain bleed: intracerebral hemorrhage|intracranial hemorrhage; brain attack: cerebral infarction; stroke: cerebral infarction|stroke
mini stroke: transient cerebral ischemic attack; blood clot: thrombosis|embolism; clot: thrombosis|embolism
blood clot in leg: thrombosis deep veins lower extremity; blood clot in lung: pulmonary embolism; blood poisoning: sepsis
water on the brain: hydrocephalus; water on the lungs: pulmonary edema|pleural effusion; water on the knee: effusion knee
fluid on the lung: pleural effusion|pulmonary edema; fluid around the heart: pericardial effusion; fluid in belly: ascites
racing heart: tachycardia; fast heart: tachycardia; rapid heartbeat: tachycardia; slow heart: bradycardia; palpitation: palpitations
skipped heartbeats: palpitations|cardiac arrhythmia; irregular heartbeat: cardiac arrhythmia; enlarged heart: cardiomegaly
hardening of the arteries: atherosclerosis; clogged arteries: atherosclerosis; leaky valve: valve insufficiency
leaky heart valve: valve insufficiency; weak heart: heart failure; heart trouble: heart disease; bulge in artery: aneurysm
swelling: edema|swelling; swollen: edema|swelling enlarged; puffy: edema; fluid retention: edema; swollen glands: enlarged lymph nodes
piles: hemorrhoids; heartburn: heartburn; acid reflux: gastro esophageal reflux; indigestion: dyspepsia; gullet: esophagus
stomach flu: gastroenteritis; food poisoning: foodborne intoxication; upset stomach: dyspepsia; stomach ache: abdominal pain
belly: abdomen|abdominal; tummy: abdomen|abdominal; belly pain: abdominal pain; belly button: umbilical; navel: umbilical; gut: intestine
throwing up: vomiting; vomit: vomiting; puking: vomiting; sick to stomach: nausea; loose stools: diarrhea; runs: diarrhea
black stools: melena; blood in stool: melena|hemorrhage anus rectum; tarry stools: melena; bloody stool: melena; stool: fecal|feces
bloody urine: hematuria; blood in urine: hematuria; peeing blood: hematuria; pee: urination|urine; peeing: urination
bed wetting: enuresis; cannot pee: retention urine; burning urination: dysuria; painful urination: dysuria; frequent urination: frequency micturition
night urination: nocturia; leaking urine: urinary incontinence; water infection: urinary tract infection; wetting: incontinence
bladder infection: cystitis; kidney infection: pyelonephritis|nephritis; kidney stone: calculus kidney; kidney stones: calculus kidney
bladder stone: calculus bladder; gallstones: calculus gallbladder|cholelithiasis; gallstone: calculus gallbladder; stone: calculus; stones: calculus
gallbladder attack: cholecystitis|calculus gallbladder; yellow skin: jaundice; liver scarring: cirrhosis fibrosis liver
fatty liver: fatty change liver; burst: perforation|ruptured; burst appendix: acute appendicitis perforation; rupture: hernia|rupture
groin: inguinal; groin hernia: inguinal hernia; hiatal: diaphragmatic; slipped disc: intervertebral disc displacement; herniated disc: intervertebral disc displacement
bulging disc: intervertebral disc displacement; pinched nerve: radiculopathy|nerve entrapment; low back pain: low back pain; back ache: dorsalgia
neck pain: cervicalgia; stiff neck: torticollis|cervicalgia; crick in neck: torticollis; hunchback: kyphosis; humpback: kyphosis; swayback: lordosis
curved spine: scoliosis; brittle bones: osteoporosis|osteogenesis imperfecta; thin bones: osteoporosis; wear and tear: osteoarthritis
tennis elbow: lateral epicondylitis; golfer's elbow: medial epicondylitis; housemaid's knee: prepatellar bursitis; jumper's knee: patellar tendinitis
frozen shoulder: adhesive capsulitis; bunion: hallux valgus|bunion; flat feet: flat foot; heel spur: calcaneal spur; shin splints: lower leg strain tibial
ingrown toenail: ingrowing nail; ingrown nail: ingrowing nail; hangnail: nail; knock knees: genu valgum; bow legs: genu varum
broken: fracture; break: fracture; cracked: fracture|fissure; collarbone: clavicle; collar bone: clavicle; shin: tibia; shin bone: tibia shaft
shinbone: tibia; kneecap: patella; knee cap: patella; thigh: femur|thigh; thigh bone: femur; thighbone: femur; breastbone: sternum
shoulder blade: scapula; jaw: mandible; cheekbone: malar zygomatic; cheek bone: malar zygomatic; tailbone: coccyx; tail bone: coccyx
upper arm: humerus; lower leg: tibia fibula; wrist: wrist|carpal radius lower end; heel bone: calcaneus; skull: skull; hip: femur neck|hip
broken hip: fracture femur neck; broken wrist: fracture radius lower end|fracture carpal; broken arm: fracture humerus|fracture forearm
broken leg: fracture lower leg|fracture femur; broken ankle: fracture ankle|fracture lower leg malleolus; broken back: fracture lumbar vertebra|fracture thoracic vertebra
broken neck: fracture cervical vertebra; broken nose: fracture nasal bones; broken ribs: fracture ribs; broken rib: fracture one rib
broken tooth: fracture tooth; broken foot: fracture foot; broken hand: fracture hand metacarpal; broken finger: fracture finger phalanx; broken toe: fracture toe phalanx
cut: laceration|open wound; gash: laceration; stab: puncture wound|laceration; graze: abrasion; scrape: abrasion; scratch: abrasion|superficial
bruise: contusion; bruised: contusion; bruising: contusion|ecchymosis; goose egg: contusion; bump: contusion|swelling; splinter: superficial foreign body
twisted: sprain; rolled: sprain; pulled: strain; pulled muscle: strain muscle; torn: tear|rupture|sprain; torn acl: sprain anterior cruciate ligament
torn meniscus: tear meniscus; torn rotator cuff: rotator cuff tear; acl: anterior cruciate ligament; mcl: medial collateral ligament knee; pcl: posterior cruciate ligament
whiplash: sprain ligaments cervical spine; black eye: contusion eyelid periocular; charley horse: cramp spasm; dislocated: dislocation; out of joint: dislocation
dog bite: bitten dog; bitten by dog: bitten dog; cat scratch: scratched cat; bee sting: toxic effect venom bees; wasp sting: toxic effect venom wasps
hornet sting: toxic effect venom hornets; spider bite: toxic effect venom spider; snake bite: toxic effect snake venom; jellyfish sting: toxic effect contact jellyfish
tick bite: bitten nonvenomous insect; bug bite: insect bite nonvenomous; mosquito bite: insect bite nonvenomous; burned: burn; scald: burn corrosion
sun stroke: heatstroke; heat stroke: heatstroke; knocked out: concussion loss of consciousness; frozen: frostbite; drowned: drowning submersion
car: car motor vehicle; car crash: car occupant injured collision; car accident: car occupant injured collision; car wreck: car occupant injured collision; auto accident: car occupant injured collision
motorcycle crash: motorcycle rider injured collision; bike: pedal cycle; bicycle: pedal cycle; bike crash: pedal cycle rider injured; truck: heavy transport vehicle|pick-up truck; atv: all-terrain vehicle
fell: fall; tripped: fall tripping slipping; slipped: fall slipping; fell down stairs: fall stairs steps; fell off ladder: fall ladder; fell out of bed: fall bed
slipped on ice: fall ice snow; tripped over: fall slipping tripping stumbling; hit by: struck by; shot: gunshot firearm discharge; gunshot: firearm discharge; beaten up: assault
head cold: acute nasopharyngitis; common cold: acute nasopharyngitis; cold: nasopharyngitis|cold; sore throat: acute pharyngitis|pain throat
strep throat: streptococcal pharyngitis; flu: influenza; bird flu: influenza avian novel; swine flu: influenza; chest cold: acute bronchitis
whooping cough: pertussis; lung infection: pneumonia|lung disorder; walking pneumonia: mycoplasma pneumonia; covid: covid-19; coronavirus: covid-19; long covid: post covid-19
coughing up blood: hemoptysis; bloody sputum: hemoptysis; nosebleed: epistaxis; nose bleed: epistaxis; stuffy nose: nasal congestion; runny nose: rhinitis nasal; hay fever: allergic rhinitis pollen
collapsed lung: pneumothorax|atelectasis; smoker's cough: chronic bronchitis; black lung: coalworker pneumoconiosis; windpipe: trachea; voice box: larynx; lung scarring: pulmonary fibrosis
hives: urticaria; itching: pruritus; itch: pruritus; itchy: pruritus; chickenpox: varicella; chicken pox: varicella; shingles: zoster; cold sore: herpesviral; fever blister: herpesviral
german measles: rubella; three day measles: rubella; lockjaw: tetanus; ringworm: tinea dermatophytosis; athlete's foot: tinea pedis; jock itch: tinea cruris; thrush: candidal stomatitis
yeast infection: candidiasis; yeast: candidiasis|candida; yeast infection of vagina: candidiasis vulva vagina; head lice: pediculosis capitis; lice: pediculosis; nits: pediculosis; pinworm: enterobiasis; worms: helminthiasis
threadworm: enterobiasis; tapeworm: taeniasis; hookworm: hookworm disease; roundworm: ascariasis; crabs: phthiriasis pediculosis pubis; the clap: gonococcal infection; clap: gonococcal
genital warts: anogenital venereal warts; vd: sexually transmitted; std: sexually transmitted; sti: sexually transmitted; aids: human immunodeficiency virus disease; hiv positive: asymptomatic human immunodeficiency virus
pink eye: conjunctivitis; stye: hordeolum; lazy eye: amblyopia; crossed eyes: strabismus; cross eyed: strabismus; squint: strabismus; nearsighted: myopia; shortsighted: myopia; farsighted: hypermetropia
double vision: diplopia; floaters: vitreous opacities; dry eyes: dry eye syndrome; night blindness: night blindness; blind: blindness; droopy eyelid: ptosis eyelid; glaucoma: glaucoma; old age vision: presbyopia
swimmer's ear: otitis externa swimmer; ear infection: otitis media; middle ear infection: otitis media; earache: otalgia; ear pain: otalgia; ear wax: impacted cerumen; earwax: impacted cerumen; ringing in ears: tinnitus
hard of hearing: hearing loss; deaf: hearing loss deafness; deafness: hearing loss; dizziness: dizziness giddiness; dizzy: dizziness; lightheaded: dizziness; spinning: vertigo; passing out: syncope; passed out: syncope; fainting: syncope; blackout: syncope; faint: syncope
fits: convulsions|epilepsy; fit: convulsions; convulsions: convulsions|seizures; seizure: convulsions|epilepsy seizure; epileptic: epilepsy; shakes: tremor; shaking: tremor; shaky: tremor; twitching: fasciculation; lou gehrig's disease: amyotrophic lateral sclerosis
mad cow disease: creutzfeldt-jakob; memory loss: amnesia; forgetful: amnesia; confused: disorientation; confusion: disorientation; senile: dementia|senility; pins and needles: paresthesia; tingling: paresthesia; numbness: anesthesia skin|paresthesia; numb: anesthesia skin
cannot sleep: insomnia; sleeplessness: insomnia; trouble sleeping: insomnia; sleep walking: sleepwalking; feeling tired: fatigue; tiredness: fatigue; tired: fatigue; worn out: fatigue; weak: weakness; headache: headache; sick headache: migraine; pain in head: headache
underactive thyroid: hypothyroidism; low thyroid: hypothyroidism; overactive thyroid: thyrotoxicosis hyperthyroidism; high thyroid: thyrotoxicosis; thyroid lump: thyroid nodule; swollen thyroid: goiter; fat: obesity; obese: obesity; low blood: anemia; iron poor blood: iron deficiency anemia; thin blood: anemia
low iron: iron deficiency; low iron anemia: iron deficiency anemia; low platelets: thrombocytopenia; low white count: decreased white blood cell|neutropenia; low white blood cells: decreased white blood cell; high white count: elevated white blood cell; bleeder's disease: hereditary factor viii deficiency
cancer: malignant neoplasm; cancerous: malignant; carcinoma: malignant neoplasm; cancer of: malignant neoplasm; tumor: neoplasm; growth: neoplasm; benign tumor: benign neoplasm; brain tumor: neoplasm brain; skin cancer: malignant neoplasm skin; womb: uterus; breast lump: lump breast
cancer of womb: malignant neoplasm uterus; cancer spread to: secondary malignant neoplasm; spread to: secondary; metastatic to: secondary malignant neoplasm; metastasis: secondary malignant neoplasm; metastases: secondary malignant neoplasm; mets: secondary malignant neoplasm; metastatic: secondary malignant neoplasm
cancer spread: secondary malignant neoplasm; colon cancer: malignant neoplasm colon; leukaemia: leukemia; fibroids: leiomyoma uterus; fibroid: leiomyoma uterus; fibroid tumor: leiomyoma uterus; hot flashes: menopausal; change of life: menopausal; painful periods: dysmenorrhea; period pain: dysmenorrhea; heavy periods: excessive menstruation; missed period: amenorrhea
no periods: amenorrhea; periods: menstruation; irregular periods: irregular menstruation; pregnant: pregnancy state|supervision pregnancy; expecting: pregnancy; morning sickness: hyperemesis vomiting pregnancy; toxemia: pre-eclampsia; toxemia of pregnancy: pre-eclampsia; tubal pregnancy: ectopic tubal pregnancy; miscarriage: spontaneous abortion
stillbirth: stillbirth|fetal death; premature baby: preterm newborn; preemie: preterm newborn; baby blues: postpartum depression; baby: newborn; babies: newborn; jaundiced newborn: neonatal jaundice; crib death: sudden infant death syndrome; cot death: sudden infant death syndrome; hare lip: cleft lip; harelip: cleft lip
club foot: talipes; clubfoot: talipes; hole in the heart: septal defect; blue baby: cyanotic newborn; water breaking: rupture of membranes; afterbirth: placenta; breast milk: lactation; mother's milk: lactation; soft spot: fontanelle; birthmark: nevus; strawberry mark: hemangioma
nervous breakdown: acute stress reaction; panic attacks: panic disorder; nerves: anxiety nervousness|nerve; nervous: anxiety nervousness; feeling down: depressive|unhappiness; depression: depressive|depression; depressed: depressive; manic depression: bipolar; bipolar: bipolar disorder; shell shock: post-traumatic stress
hearing voices: auditory hallucinations; seeing things: visual hallucinations; alcoholic: alcohol dependence; alcoholism: alcohol dependence; drunk: alcohol intoxication; drunkenness: alcohol intoxication; hangover: alcohol intoxication; drug addict: psychoactive substance dependence; addict: dependence; addiction: dependence; addicted: dependence
overdose: poisoning; heroin overdose: poisoning heroin; smoker: nicotine dependence; quit smoking: personal history nicotine dependence; ex smoker: personal history nicotine dependence; former smoker: personal history nicotine dependence; habit: dependence; suicidal thoughts: suicidal ideations; suicidal: suicidal ideations
baldness: alopecia; hair loss: alopecia; bald: alopecia; pimples: acne; zits: acne; boil: furuncle; boils: furuncle; blackheads: acne; bed sore: pressure ulcer; bedsore: pressure ulcer; bedsore sacrum: pressure ulcer sacral region; bedsore on sacrum: pressure ulcer sacral region; bedsore tailbone: pressure ulcer sacral region; pressure sore: pressure ulcer; sore: ulcer|lesion; sores: ulcer; corns: corns callosities; calluses: corns callosities; callus: corns callosities
wart: viral wart; warts: viral warts; mole: melanocytic nevi; moles: melanocytic nevi; dandruff: seborrhea capitis; cracked skin: skin texture; dry skin: xerosis cutis; skin tag: hypertrophic disorders skin; freckles: melanin hyperpigmentation; age spots: seborrheic keratosis; scar: scar; prickly heat: miliaria
tooth decay: dental caries; cavity in tooth: dental caries; cavities: dental caries; toothache: teeth disorder; gum disease: gingivitis periodontal; gum: gingiva; gums: gingiva; bleeding gums: gingivitis; canker sore: oral aphthae; mouth ulcer: oral aphthae; bad breath: halitosis; tongue tie: ankyloglossia; wisdom tooth: impacted tooth
lump in breast: lump breast; lump in throat: throat swelling lump neck|globus symptoms pharynx; lump: swelling mass lump; difficulty swallowing: dysphagia; trouble swallowing: dysphagia; choking: foreign body respiratory tract; hoarse voice: dysphonia; hoarse: dysphonia; lost voice: aphonia; stammer: stuttering; lisp: speech
trouble breathing: dyspnea; short of breath: shortness of breath; breathless: dyspnea; chest pain: chest pain; heart pain: angina; leg cramps: cramp; joint pain: pain joint; muscle pain: myalgia; sore muscles: myalgia; aching: pain; ache: pain; growing pains: pain limb; on blood thinners: long term use anticoagulants; blood thinners: anticoagulants; on insulin: long term use insulin
allergic to: allergy status; allergic to penicillin: allergy status penicillin; flu shot: encounter immunization; tetanus shot: encounter immunization; vaccination: immunization; shots: immunization; checkup: general examination; check up: general examination; physical: general examination; well child visit: routine child health examination; well child: routine child health examination; well woman: gynecological examination
sports physical: examination participation sport; homeless: homelessness; screening mammogram: encounter screening mammogram; pap smear: screening malignant neoplasm cervix; status: presence acquired absence; missing: absence; had removed: acquired absence; transplant: transplant status; colostomy: colostomy status
pacemaker: presence cardiac pacemaker; joint replacement: presence artificial joint; artificial hip: presence artificial hip joint; amputation: acquired absence|amputation; below knee amputation: acquired absence leg below knee; living alone: problems living alone; lost job: unemployment; poor: low income; out of work: unemployment
staph: staphylococcus; strep: streptococcus; staph infection: staphylococcal infection; flesh eating: necrotizing fasciitis; glandular fever: infectious mononucleosis; kissing disease: infectious mononucleosis; consumption: tuberculosis; break bone fever: dengue; rabbit fever: tularemia; lung worm: helminthiasis; undulant fever: brucellosis
cancer of the blood: leukemia; water pills: diuretics; ulcer in stomach: gastric ulcer; stomach ulcer: gastric ulcer; stomach: gastric|stomach; bowel: intestine; bowel obstruction: intestinal obstruction; blocked bowel: intestinal obstruction; constipated: constipation; gas: flatulence; wind: flatulence; bloating: abdominal distension; bloated: abdominal distension; spastic colon: irritable bowel
double jointed: hypermobility; clumsy: lack of coordination; wobbly: ataxia; limp: gait abnormality; pigeon chest: pectus carinatum; funnel chest: pectus excavatum; webbed: syndactyly; extra finger: polydactyly; extra toe: polydactyly; undescended testicle: undescended testis; testicle: testis; ball: testis; impotence: erectile dysfunction; private parts: genital
`);
