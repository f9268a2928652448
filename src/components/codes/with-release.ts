/**
 * An address inside the code book that stays in the release being read: `release` is its label, or undefined for the
 * default release, which needs no words. Keeps what the address already asks for, and its anchor.
 */
export function withRelease(address: string, release: string | undefined): string {
  if (release === undefined) return address;
  const [place = '', anchor] = address.split('#');
  const joined = `${place}${place.includes('?') ? '&' : '?'}release=${encodeURIComponent(release)}`;
  return anchor === undefined ? joined : `${joined}#${anchor}`;
}
