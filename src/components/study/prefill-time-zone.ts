/** Offers the browser's time zone where the person has said none yet. Nothing is saved before they press the button. */
export function prefillTimeZone(): void {
  const field = document.querySelector<HTMLInputElement>('[data-prefill]');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (field && timeZone) field.value = timeZone;
}
