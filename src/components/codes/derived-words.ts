/** What a page says about where its notes come from; undefined where nothing has to be said. */
export function originOfNotes(
  notes: { source: string; isDerived: boolean; label: string } | undefined,
  label: string,
): string | undefined {
  if (!notes)
    return `The notes of ${label} are not installed. What is here are the codes and titles of that year; install its tabular list to see the notes.`;
  if (notes.source === 'starter')
    return `Notes are our own short wording of the code relations, derived for ${notes.label} from an older tabular list and its addenda. The printed notes come with the complete tabular list, which is not installed.`;
  if (notes.isDerived)
    return `Notes are derived for ${notes.label}: an older official tabular list with every addendum since. A note could stand under a wrong heading until the official list of the year is installed.`;
  return undefined;
}
