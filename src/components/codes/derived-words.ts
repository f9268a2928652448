interface Origin {
  source: string;
  isDerived: boolean;
  label: string;
}

/** What a page says about where its codes and notes come from; undefined where all of it is the agency's own. */
export function originOfBook({
  label,
  codes,
  notes,
}: {
  label: string;
  codes: Origin;
  notes?: Origin;
}): string | undefined {
  const said = [codesWords(codes), notesWords(notes, label)].filter((words) => words !== undefined);
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
  if (notes.isDerived)
    return `Notes are derived for ${notes.label}: an older official tabular list with every addendum since. A note could stand under a wrong heading until the official list of the year is installed.`;
  return undefined;
}
