/** What a form may say about files, by the names of the command's own options. */
const OPTIONS = ['label', 'effective', 'organisation', 'licence-holder', 'year', 'seats', 'attested-by'] as const;

/** The words of an install as the command reads them. A value is bound to its option, so it can never be one itself. */
export function installWords(paths: readonly string[], fields: ReadonlyMap<string, string>): string[] {
  const options = OPTIONS.flatMap((option) => {
    const value = fields.get(option)?.trim();
    return value ? [`--${option}=${value}`] : [];
  });
  return ['install', ...options, '--', ...paths];
}
