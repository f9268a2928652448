/**
 * What the Alphabetic Index gives for a bare term, beyond `INDEX_DEFAULTS`: canonical codes or headers by the
 * words of the term in any order. From general knowledge of the index; a code that a release lacks is passed over.
 */
export const BARE_TERMS: ReadonlyMap<string, string> = new Map(
  `abdominal pain=R109;abscess=L0291;acne=L709;alcohol dependence=F1020;allergic rhinitis=J309;alopecia=L659
alzheimer disease=G309;alzheimer s disease=G309;amnesia=R413;angina=I209;anxiety=F419;anxiety nervousness=F419;aphasia=R4701
appendicitis=K37;acute appendicitis=K3580;arthritis=M1990;ascites=R188;atherosclerosis=I7090;back pain=M549;bipolar disorder=F319
bradycardia=R001;bronchitis=J40;acute bronchitis=J209;bursitis=M719;calculus kidney=N200;calculus gallbladder=K8020;cholelithiasis=K8020
candidiasis=B379;cardiac arrest=I469;cardiomegaly=I517;cardiomyopathy=I429;carpal tunnel syndrome=G5600;cellulitis=L0390
cerebral palsy=G809;cervicalgia=M542;chest pain=R079;cholecystitis=K819;cirrhosis=K7460;concussion=S060X;conjunctivitis=H109
constipation=K5900;convulsions=R569;cough=R059;crohn s disease=K5090;croup=J050;cystitis=N3090;deafness=H9190;dehydration=E860
delirium=R410;dementia=F0390;depression=F32A;depressive=F32A;major depressive disorder=F329;dermatitis=L309;diarrhea=R197;diverticulitis=K5792
diverticulosis=K5790;dizziness=R42;dizziness giddiness=R42;down syndrome=Q909;dysphagia=R1310;dyspnea=R0600;dysuria=R300;eczema=L309
edema=R609;edema swelling=R609;endometriosis=N809;enuresis=R32;epilepsy=G40909;epistaxis=R040;erectile dysfunction=N529;fatigue=R5383
fever=R509;gangrene=I96;gastritis=K2970;gastroenteritis=K529;gastro esophageal reflux=K219;glaucoma=H409;goiter=E049;gout=M109
headache=R519;hearing loss=H9190;heartburn=R12;hematuria=R319;hemorrhoids=K649;hepatitis=K759;hiccough=R066;hives=L509;hydrocephalus=G919
hyperkalemia=E875;hypernatremia=E870;hypercholesterolemia=E7800;pure hypercholesterolemia=E7800;hyperthyroidism=E0590;hypoglycemia=E162
hypokalemia=E876;hyponatremia=E871;hypotension=I959;incontinence=R32;influenza=J111;inguinal hernia=K4090;insomnia=G4700
irritable bowel syndrome=K589;jaundice=R17;leukemia=C9590;low back pain=M5450;s p=Z98890;status post=Z98890;lupus=M329;lymphadenopathy=R591;lymphoma=C8590
malaria=B54;melanoma=C439;meningitis=G039;migraine=G43909;multiple sclerosis=G35;myalgia=M7910;nausea=R110;nephritis=N059
nicotine dependence=F17200;neuropathy=G629;obstructive sleep apnea=G4733;osteoarthritis=M1990;osteomyelitis=M869;osteoporosis=M810
otalgia=H9209;otitis media=H6690;pancreatitis=K859;parkinson s disease=G20;parkinson disease=G20;pelvic inflammatory disease=N739;pericarditis=I319
peripheral vascular disease=I739;peritonitis=K659;pharyngitis=J029;acute pharyngitis=J029;pleural effusion=J90;pneumothorax=J939;pressure ulcer=L8990
pruritus=L299;psoriasis=L409;pulmonary edema=J811;pulmonary embolism=I2699;pyelonephritis=N12;rash=R21;rheumatoid arthritis=M069
rhinitis=J310;schizophrenia=F209;sciatica=M5430;scoliosis=M419;seizure=R569;septic shock=R6521;shock=R579;shortness of breath=R0602
sinusitis=J329;sleep apnea=G4730;spontaneous abortion=O039;syncope=R55;tachycardia=R000;thrombocytopenia=D696;thyrotoxicosis=E0590;tinnitus=H9319
tonsillitis=J0390;tuberculosis=A159;ulcerative colitis=K5190;uterine fibroid=D259;leiomyoma uterus=D259;urticaria=L509;vertigo=R42;vomiting=R1110;weakness=R531
abdominal aortic aneurysm=I7140;annual exam=Z0000;annual physical=Z0000;physical exam=Z0000;aortic regurgitation=I351;aortic stenosis=I350;benign prostatic hyperplasia=N400
diabetic cataract=E1136;diabetic chronic kidney disease=E1122;diabetic foot ulcer=E11621;diabetic gastroparesis=E1143;diabetic ketoacidosis=E1110;diabetic nephropathy=E1121;diabetic neuropathy=E1140;diabetic polyneuropathy=E1142;diabetic retinopathy=E11319
gestational diabetes=O24419;hepatitis c=B1920;history of breast cancer=Z853;history of cerebral infarction=Z8673;history of colon polyps=Z86010;history of tia=Z8673;infectious mononucleosis=B2790;influenza a=J101
mitral insufficiency=I340;mitral regurgitation=I340;mitral stenosis=I050;morbid obesity=E6601;normal delivery=O80;preeclampsia=O1490;sickle cell crisis=D5700;type 1 diabetes=E109;type 1 diabetes mellitus=E109;type 2 diabetes=E119;type 2 diabetes mellitus=E119`
    .split(/[;\n]/)
    .map((entry): [string, string] => {
      const [words = '', code = ''] = entry.split('=');
      return [words, code];
    }),
);
