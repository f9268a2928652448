const LONGEST_SLUG = 40;

/** The part of an address made from a name: `École Ste-Anne & Co.` → `ecole-ste-anne-co`. Never empty. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_SLUG);
  return slug.replace(/^-+|-+$/g, '') || 'organisation';
}

/** `slug`, or with the first number from 2 behind it that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}
