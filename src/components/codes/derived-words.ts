interface Origin {
  source: string;
  isDerived: boolean;
  label: string;
}

/** What stands before notes that are not those of the book; undefined where they are, or where there are none. */
export const borrowedNotes = ({ label, notes, notesRead }: Book): string | undefined =>
  !notes && notesRead
    ? `These are the notes of ${notesRead.label}: those of ${label} are not installed and may differ.`
    : undefined;

interface Book {
  label: string;
  codes: Origin;
  notes?: Origin;
  /** What the notes shown are read from; of another year where the book's own are not installed. */
  notesRead?: Origin;
}

/** What a page says about where its codes and notes come from; undefined where all of it is the agency's own. */
export function originOfBook({ label, codes, notesRead }: Book): string | undefined {
  const said = [codesWords(codes), notesWords(notesRead, label)].filter((words) => words !== undefined);
  return said.length > 0 ? said.join(' ') : undefined;
}

const codesWords = ({ isDerived, label }: Origin) =>
  isDerived
    ? `The list of ${label} is derived: the year before with every official change since; its headers are worked out.`
    : undefined;

function notesWords(notes: Origin | undefined, label: string): string | undefined {
  if (!notes)
    return `The notes of ${label} are not installed: here are its codes and titles. They come with the tabular list of the year.`;
  if (notes.source === 'starter')
    return `Notes are our own short wording of the code relations, derived for ${notes.label} from an older tabular list and its addenda. The printed notes come with the complete tabular list, which is not installed.`;
  const ofYear =
    notes.label === label ? '' : `The notes shown are of ${notes.label}; those of ${label} are not installed. `;
  if (notes.isDerived)
    return `${ofYear}Notes are derived for ${notes.label}: an older official tabular list with every addendum since. A note could stand under a wrong heading until the official list of the year is installed.`;
  return ofYear.trim() || undefined;
}
