interface Noted {
  name: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** Ids of what `FieldNotes` puts below a field, for `aria-describedby`; undefined where there is nothing. */
export const noteIds = ({ name, hint, error }: Noted): string | undefined =>
  [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])].join(' ') || undefined;
