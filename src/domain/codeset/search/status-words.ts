import { dictionary } from '#domain/codeset/search/dictionary';

/**
 * What a record says was done or had once, with the words of the status or history code for it. Without this "s/p
 * appendectomy" finds the operation only, and the appendix is gone already.
 */
const DONE = dictionary(`
appendectomy: acquired absence specified parts digestive tract; cholecystectomy: acquired absence specified parts digestive tract; colectomy: acquired absence specified parts digestive tract
gastrectomy: acquired absence stomach; hysterectomy: acquired absence both cervix and uterus; tah: acquired absence both cervix and uterus; oophorectomy: acquired absence ovaries; mastectomy: acquired absence breast nipple
nephrectomy: acquired absence kidney; splenectomy: acquired absence spleen; lobectomy: acquired absence lung; pneumonectomy: acquired absence lung; pancreatectomy: acquired absence pancreas; prostatectomy: acquired absence genital organ; orchiectomy: acquired absence genital organ
aka: acquired absence leg above knee; bka: acquired absence leg below knee; hip replacement: presence artificial hip joint; tha: presence artificial hip joint; thr: presence artificial hip joint
knee replacement: presence artificial knee joint; tka: presence artificial knee joint; tkr: presence artificial knee joint; shoulder replacement: presence artificial shoulder joint; spinal fusion: arthrodesis status
cabg: presence aortocoronary bypass graft; pci: presence coronary angioplasty implant graft; stent: presence coronary angioplasty implant graft; coronary stent: presence coronary angioplasty implant graft; ptca: coronary angioplasty status
valve replacement: presence prosthetic heart valve; pacemaker: presence cardiac pacemaker; icd: presence automatic cardiac defibrillator; aicd: presence automatic cardiac defibrillator
c section: history of uterine scar from previous surgery; cesarean: history of uterine scar from previous surgery; gastric bypass: bariatric surgery status; bariatric surgery: bariatric surgery status; cataract surgery: cataract extraction status
tubal ligation: tubal ligation status; vasectomy: vasectomy status; colostomy: colostomy status; ileostomy: ileostomy status; tracheostomy: tracheostomy status; peg: gastrostomy status
`);

/** A stroke or infarct that is over is no acute one: `s/p cva` must not offer I63.9. */
const HAD = dictionary(`
mi: old myocardial infarction; heart attack: old myocardial infarction; stroke: history of cerebral infarction; cva: history of cerebral infarction; colon cancer: personal history other malignant neoplasm large intestine; crc: personal history other malignant neoplasm large intestine
`);

const preceded = (words: readonly string[], names: readonly [string, string[]][]): [string, string[]][] =>
  names.flatMap(([name, readings]) => words.map((word): [string, string[]] => [`${word} ${name}`, readings]));

/** Phrases such as `s/p hip replacement` with what the status codes call it. */
export const STATUS_WORDS: ReadonlyMap<string, string[]> = new Map(
  preceded(['s/p', 'status post', 'h/o', 'hx of', 'history of', 'hx', 'personal history of'], [...DONE, ...HAD]),
);
