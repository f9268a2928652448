/** Header by which our own server tells the library who the guest in front of it is; from outside it is never let in. */
export const GUEST_HEADER = 'x-guest-id';
/** Header with the address of the client as our server sees it. */
export const ADDRESS_HEADER = 'x-client-address';
