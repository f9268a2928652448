/** What is kept for a time that nobody sets, in days; /privacy and /admin/retention say them, the daily run keeps to them. */
export const KEPT_DAYS = {
  /** An account whose address was never confirmed, from when it was made. */
  unconfirmedAccount: 30,
  /** An invitation, from when it ran out. */
  invitation: 90,
  /** A message, from when it was sent. */
  sentMail: 30,
  /** A message that never was sent, from when it was written. */
  unsentMail: 90,
} as const;

/** Months somebody may set: ten years at most. */
export const MOST_MONTHS = 120;
