import { z } from 'astro/zod';

const address = z.email().max(254);

/** An e-mail address as accounts keep it: trimmed, in lower case. Undefined when it is none. */
export function parseEmail(text: string): string | undefined {
  const checked = address.safeParse(text.trim().toLowerCase());
  return checked.success ? checked.data : undefined;
}

/** `ann@example.org` → `a…@example.org`: enough for its owner to know it, too little for anybody else to write to it. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}…${at < 0 ? '' : email.slice(at)}`;
}
