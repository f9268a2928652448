import { dictionary } from '#domain/codeset/search/dictionary';

/**
 * Names under which drugs and supplies are ordered and charted, with the names HCPCS Level II gives them; from general knowledge of
 * the field. The code set itself names few brands.
 */
export const TRADE_NAMES: ReadonlyMap<string, string[]> = dictionary(`
decadron: dexamethasone sodium phosphate; dexamethasone: dexamethasone sodium phosphate; heparin: heparin sodium per 1000 units; triamcinolone: triamcinolone acetonide; oxygen concentrator: oxygen concentrator single delivery port
ambulance als: ambulance service advanced life support emergency; als ambulance: ambulance service advanced life support emergency; bls ambulance: ambulance service basic life support; ambulance bls: ambulance service basic life support
abraxane: paclitaxel protein-bound; actemra: tocilizumab; activase: alteplase recombinant; adriamycin: doxorubicin; alimta: pemetrexed
aloxi: palonosetron; aranesp: darbepoetin alfa; aredia: pamidronate; ativan: lorazepam; avastin: bevacizumab; avonex: interferon beta-1a
b12: cyanocobalamin; benlysta: belimumab; betaseron: interferon beta-1b; bicillin: penicillin g benzathine; boniva: ibandronate
botox: onabotulinumtoxina; camptosar: irinotecan; cancidas: caspofungin; celestone: betamethasone; cimzia: certolizumab pegol; cleocin: clindamycin
cogentin: benztropine; compazine: prochlorperazine; cosentyx: secukinumab; cubicin: daptomycin; cytoxan: cyclophosphamide; darzalex: daratumumab
demerol: meperidine; depo-provera: medroxyprogesterone; diflucan: fluconazole; dilaudid: hydromorphone; dysport: abobotulinumtoxina
eloxatin: oxaliplatin; emend: fosaprepitant; enbrel: etanercept; entyvio: vedolizumab; epogen: epoetin alfa; erbitux: cetuximab; eylea: aflibercept
fasenra: benralizumab; faslodex: fulvestrant; feraheme: ferumoxytol; firmagon: degarelix; gemzar: gemcitabine; haldol: haloperidol
herceptin: trastuzumab; humira: adalimumab; imfinzi: durvalumab; imitrex: sumatriptan; injectafer: ferric carboxymaltose; invanz: ertapenem
ivig: immune globulin intravenous; kenalog: triamcinolone acetonide; keytruda: pembrolizumab; krystexxa: pegloticase; lasix: furosemide
levaquin: levofloxacin; lovenox: enoxaparin; lucentis: ranibizumab; lupron: leuprolide acetate; merrem: meropenem; narcan: naloxone
neulasta: pegfilgrastim; neupogen: filgrastim; nplate: romiplostim; nucala: mepolizumab; ocrevus: ocrelizumab; opdivo: nivolumab; orencia: abatacept
pepcid: famotidine; perjeta: pertuzumab; phenergan: promethazine; pitocin: oxytocin; procrit: epoetin alfa; prolia: denosumab; protonix: pantoprazole
reclast: zoledronic acid; reglan: metoclopramide; remicade: infliximab; rhogam: rho d immune globulin; rituxan: rituximab; robaxin: methocarbamol
rocephin: ceftriaxone; sandostatin: octreotide; simponi: golimumab; soliris: eculizumab; solu-cortef: hydrocortisone sodium succinate
solu-medrol: methylprednisolone sodium succinate; stelara: ustekinumab; synagis: palivizumab; synvisc: hyaluronan synvisc; taxol: paclitaxel
taxotere: docetaxel; tecentriq: atezolizumab; thorazine: chlorpromazine; toradol: ketorolac; tpa: alteplase recombinant; tysabri: natalizumab
unasyn: ampicillin sulbactam; valium: diazepam; velcade: bortezomib; venofer: iron sucrose; versed: midazolam; vitamin b12: cyanocobalamin
vitamin k: phytonadione; xeomin: incobotulinumtoxin a; xgeva: denosumab; xolair: omalizumab; yervoy: ipilimumab; zithromax: azithromycin
zofran: ondansetron; zoladex: goserelin; zometa: zoledronic acid; zosyn: piperacillin tazobactam
`);
