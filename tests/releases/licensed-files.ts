// Made up: codes of a shape that no code has here, texts of nobody. Every text holds the word that is looked for.
export const MARKER = 'zebrafinch';
const NOTICE = 'A notice about CPT.\r\nCopyright of the American Medical Association.\r\n\r\n';

export const LICENSED_FILES: Record<string, string> = {
  'LONGULT.txt': `${NOTICE}0001X\tRemoval of a made-up ${MARKER}\r\n0002X\tRepair of a made-up ${MARKER}\r\n`,
  'SHORTU.txt': `${NOTICE}0001X RMVL ${MARKER.toUpperCase()}\r\n`,
  'MEDU.txt': `${NOTICE}0001X REMOVAL OF ONE WHOLE MADE-UP ${MARKER.toUpperCase()}\r\n`,
  'MODUL.txt': `${NOTICE}Y1\tModified ${MARKER}: more\r\nY2\tOther ${MARKER}: more\r\n`,
  'ConsumerDescriptor.txt': `Concept Id\tCPT Code\tConsumer Friendly Descriptor\r\n1\t0001X\tTaking out a ${MARKER}\r\n`,
  'Exclude.txt': `${NOTICE}CPT Code\tExcluded Code\r\n0001X\t0002X\r\n`,
};
