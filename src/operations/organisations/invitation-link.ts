import { createHash, randomBytes } from 'node:crypto';
import type { OrganisationRole } from '#domain/people/roles';

/** 192 bits: nobody guesses one. */
const TOKEN_BYTES = 24;
const TOKEN = /^[\w-]{32}$/;

/** A link's secret and what is kept of it. */
export function makeToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: sha256(token) };
}

/** What is kept of a token; undefined for what cannot be one. */
export const hashOf = (token: string | undefined): string | undefined =>
  token !== undefined && TOKEN.test(token) ? sha256(token) : undefined;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface InvitationLetter {
  /** Where people reach this installation. */
  origin: string;
  token: string;
  organisation: string;
  roles: readonly OrganisationRole[];
  cohort?: string;
  /** What the one it is for is called, when that is known. */
  name?: string;
}

/** The message an invitation goes out with. */
export function invitationMail({ origin, token, organisation, roles, cohort, name }: InvitationLetter) {
  const lines = [
    ...(name ? [`Hello ${name},`] : []),
    `You are invited to join ${organisation} at Medical Coding Trainer as ${roles.join(', ')}${cohort ? `, in ${cohort}` : ''}.`,
    'Open this link to accept. It is good for 14 days and for one use, with an account of this e-mail address.',
    `${origin}/invitation/${token}`,
    'If you do not know what this is about, ignore this message; nothing changes.',
  ];
  return { subject: `Invitation to ${organisation}`, body: lines.join('\n\n') };
}
