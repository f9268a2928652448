/** Everything the audit log records, in the past tense: a row says that it happened. */
export const AUDITED_ACTIONS = [
  'account-created',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'password-reset-asked',
  'password-changed',
  'email-confirmed',
  'email-changed',
  'second-factor-changed',
  'sessions-revoked',
  'administrator-made',
  'guest-work-adopted',
  'organisation-founded',
  'organisation-changed',
  'invitation-sent',
  'invitation-accepted',
  'invitation-withdrawn',
  'roster-imported',
  'roles-changed',
  'member-removed',
  'cohort-changed',
  'key-published',
  'items-published',
  'questions-brought',
  'questions-deleted',
  'questions-exported',
  'key-shown',
  'grade-stored',
  'sitting-closed',
  'data-exported',
  'account-deleted',
  'organisation-deleted',
  'retention-changed',
  'retention-applied',
] as const;
export type AuditedAction = (typeof AUDITED_ACTIONS)[number];

/** What each action is called where people read the log. */
export const ACTION_WORDS: Record<AuditedAction, string> = {
  'account-created': 'Account made',
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'signed-out': 'Signed out',
  'password-reset-asked': 'New password asked for',
  'password-changed': 'Password changed',
  'email-confirmed': 'E-mail address confirmed',
  'email-changed': 'E-mail address changed',
  'second-factor-changed': 'Second factor changed',
  'sessions-revoked': 'Signed out in other browsers',
  'administrator-made': 'Made administrator',
  'guest-work-adopted': 'Work of a guest taken over',
  'organisation-founded': 'Organisation founded',
  'organisation-changed': 'Organisation changed',
  'invitation-sent': 'Invitation sent',
  'invitation-accepted': 'Invitation accepted',
  'invitation-withdrawn': 'Invitation taken back',
  'roster-imported': 'Roster imported',
  'roles-changed': 'Roles changed',
  'member-removed': 'Member removed',
  'cohort-changed': 'Cohort changed',
  'key-published': 'Answer key published',
  'items-published': 'Exam questions published',
  'questions-brought': 'Questions brought in from a file',
  'questions-deleted': 'Brought questions deleted',
  'questions-exported': 'Brought questions taken out as a file',
  'key-shown': 'Answer key shown',
  'grade-stored': 'Grade stored',
  'sitting-closed': 'Exam closed',
  'data-exported': 'Data exported',
  'account-deleted': 'Account or guest deleted',
  'organisation-deleted': 'Organisation deleted',
  'retention-changed': 'Retention changed',
  'retention-applied': 'Retention applied',
};

/** Facts of a row that are nobody's name or address. */
export type AuditDetails = Record<string, string | number | boolean | string[]>;

/** A row of the log with the names its people have now; null where nobody has that id any more. */
export interface AuditLine {
  id: string;
  at: number;
  action: AuditedAction;
  actorId: string | null;
  actorName: string | null;
  /** A person has this id, with an account or as a guest. */
  isActorKnown: boolean;
  organisationId: string | null;
  organisationName: string | null;
  subjectId: string | null;
  subjectName: string | null;
  isSubjectKnown: boolean;
  details: AuditDetails;
  requestId: string | null;
}

/** Who did it, in words. */
export function actorWords({ actorId, actorName, isActorKnown }: AuditLine): string {
  if (actorId === null) return 'the platform';
  return actorName ?? (isActorKnown ? 'guest' : 'deleted account');
}

/** Whom or what it was done to: a person by name, anything else by its id; nothing when it was done to oneself. */
export function subjectWords({ actorId, subjectId, subjectName, isSubjectKnown }: AuditLine): string {
  if (subjectId === null || subjectId === actorId) return '';
  return subjectName ?? (isSubjectKnown ? 'guest' : subjectId);
}

/** The details in words: `roles: owner, learner; first try: yes`. */
export const detailWords = (details: AuditDetails): string =>
  Object.entries(details)
    .map(([name, value]) => `${fieldWords(name)}: ${valueWords(value)}`)
    .join('; ');

const fieldWords = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

function valueWords(value: AuditDetails[string]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
