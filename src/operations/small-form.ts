/** Fields of one form that people fill in by hand. */
const LARGEST_FORM = 8192;

/** Reads an urlencoded form, and no more of it than a small one can have (`most` characters): what is larger has no fields. */
export async function readSmallForm(request: Request, most = LARGEST_FORM): Promise<URLSearchParams> {
  const decoder = new TextDecoder();
  let form = '';
  for await (const chunk of request.body ?? []) {
    form += decoder.decode(chunk, { stream: true });
    if (form.length > most) return new URLSearchParams();
  }
  return new URLSearchParams(form);
}
