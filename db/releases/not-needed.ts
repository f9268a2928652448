/** Files that agencies pack beside their releases and that bring nothing new: told by name of their kind, never read. */
interface NotNeeded {
  /** Completes "it is not needed: it is". */
  what: string;
  recognises(head: string): boolean;
}

const starts = (pattern: RegExp) => (head: string) => pattern.test(head.trimStart());

export const NOT_NEEDED: readonly NotNeeded[] = [
  { what: 'a document for people (PDF)', recognises: (head) => head.startsWith('%PDF-') },
  {
    what: 'a list of changes; the release itself has them',
    recognises: starts(/^(?:(?:Add|Delete|Revise from|Revise to|No change): |(?:Codes|Headers)\s*\n\s+\d+ \w+ in )/),
  },
  {
    what: 'a list of changes of ICD-10-PCS; the release itself has them',
    recognises: starts(/^(?:Section [0-9A-Z]\s|Lttr\s|(?:No change|Add|Delete|Revise): table )/),
  },
  {
    what: 'a list of changes of the POA exempt list',
    recognises: starts(/^(?:Order\d+\t(?:Action\t)?)?POAexemptCode\t/),
  },
  {
    what: 'a note about other files',
    recognises: starts(/^(?:Description of Present On Admission|CMS RIF REPORT|PROCESSING NOTES)/),
  },
  {
    what: 'the Official Guidelines, which are read and not looked up',
    recognises: starts(/^ICD-10-(?:CM|PCS) Official (?:Coding )?Guidelines/),
  },
];
