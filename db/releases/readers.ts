import { cptDescriptorReaders } from '#db/releases/cpt/descriptor-readers';
import { cptEditReaders } from '#db/releases/cpt/edit-readers';
import { cptModifierReader } from '#db/releases/cpt/modifier-reader';
import type { FileReader } from '#db/releases/foreign-file';
import { hcpcsAnwebReader } from '#db/releases/hcpcs/anweb-reader';
import { icd10cmCodesFile } from '#db/releases/icd10cm/codes-file-reader';
import { icd10cmConversionTable } from '#db/releases/icd10cm/conversion-table-reader';
import {
  icd10cmDrugs,
  icd10cmExternalCauses,
  icd10cmIndex,
  icd10cmNeoplasms,
} from '#db/releases/icd10cm/index-readers';
import { ccList, codeEditsList, mccList, poaExemptList, principalEditsList } from '#db/releases/icd10cm/list-readers';
import { icd10cmOrderFile } from '#db/releases/icd10cm/order-file-reader';
import { icd10cmTabular } from '#db/releases/icd10cm/tabular-reader';
import { icd10pcsConversionTable } from '#db/releases/icd10pcs/conversion-table';
import { icd10pcsDefinitionsAddenda } from '#db/releases/icd10pcs/definitions-addenda';
import { icd10pcsDefinitions } from '#db/releases/icd10pcs/definitions-xml';
import { icd10pcsIndexAddenda } from '#db/releases/icd10pcs/index-addenda';
import { icd10pcsIndex } from '#db/releases/icd10pcs/index-xml';
import { icd10pcsOrderFile } from '#db/releases/icd10pcs/order-file';
import { icd10pcsTablesAddenda } from '#db/releases/icd10pcs/tables-addenda';
import { icd10pcsTables } from '#db/releases/icd10pcs/tables-xml';
import { practiceSetFile } from '#db/releases/practice-set-reader';

/** Every kind of official file that can be read. At most one of them recognises a file. */
export const READERS: readonly FileReader[] = [
  icd10cmOrderFile,
  icd10cmCodesFile,
  icd10cmTabular,
  icd10cmIndex,
  icd10cmExternalCauses,
  icd10cmNeoplasms,
  icd10cmDrugs,
  poaExemptList,
  codeEditsList,
  principalEditsList,
  ccList,
  mccList,
  icd10cmConversionTable,
  icd10pcsOrderFile,
  icd10pcsTables,
  icd10pcsTablesAddenda,
  icd10pcsIndex,
  icd10pcsIndexAddenda,
  icd10pcsDefinitions,
  icd10pcsDefinitionsAddenda,
  icd10pcsConversionTable,
  hcpcsAnwebReader,
  practiceSetFile,
  ...cptDescriptorReaders,
  ...cptEditReaders,
  cptModifierReader,
];
