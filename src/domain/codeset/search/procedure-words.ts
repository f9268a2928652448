import { dictionary } from '#domain/codeset/search/dictionary';

/** Procedures by the names charts give them, in the words of ICD-10-PCS with the approach where the name says it. */
export const PROCEDURE_WORDS: ReadonlyMap<string, string[]> = dictionary(`
lap: percutaneous endoscopic; laparoscopic: percutaneous endoscopic; laparoscopically: percutaneous endoscopic; arthroscopic: percutaneous endoscopic; robotic: robotic assisted procedure
appy: resection appendix; lap appy: resection appendix percutaneous endoscopic; appendectomy: resection appendix; chole: resection gallbladder; lap chole: resection gallbladder percutaneous endoscopic
cesarean section: extraction products of conception low open; c section: extraction products of conception low open; cesarean: extraction products of conception low open; vaginal delivery: delivery products of conception; normal delivery: delivery products of conception
central line: insertion infusion device superior vena cava percutaneous; central line placement: insertion infusion device superior vena cava percutaneous; cvc: insertion infusion device superior vena cava percutaneous; picc: insertion infusion device superior vena cava percutaneous; picc line: insertion infusion device superior vena cava percutaneous
colonoscopy: inspection lower intestinal tract via natural opening endoscopic; egd: inspection upper intestinal tract via natural opening endoscopic; upper endoscopy: inspection upper intestinal tract via natural opening endoscopic
intubation: insertion endotracheal airway trachea via natural opening; lumbar puncture: drainage spinal canal percutaneous; spinal tap: drainage spinal canal percutaneous; paracentesis: drainage peritoneal cavity percutaneous; thoracentesis: drainage pleural cavity percutaneous
coronary stent: dilation coronary artery intraluminal device percutaneous; cardiac stent: dilation coronary artery intraluminal device percutaneous; pci: dilation coronary artery percutaneous; pci with stent: dilation coronary artery intraluminal device percutaneous
below knee amputation: detachment lower leg; amputation below knee: detachment lower leg; bka: detachment lower leg; above knee amputation: detachment upper leg; amputation above knee: detachment upper leg; aka: detachment upper leg
arthroplasty: replacement joint; total hip arthroplasty: replacement hip joint; total knee arthroplasty: replacement knee joint; hip arthroplasty: replacement hip joint; knee arthroplasty: replacement knee joint; turp: excision prostate via natural opening endoscopic; tah: resection uterus open
`);
