/**
 * Cookies that make a browser forget the guest it was, under either name it knows them by (src/edge/guest-cookie.ts); the
 * second one is taken over https only.
 */
export const FORGET_GUEST = [
  'guest=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
  '__Host-guest=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
];
