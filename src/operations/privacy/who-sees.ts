import { type Grantee, PERMISSIONS, type Permission } from '#domain/people/permissions';

/** What there is to see of people, and the permission it takes: the page of privacy says what the program asks. */
const SEEN: [what: string, permission: Permission][] = [
  ['Your sheets, exams and results, and what you study', 'read-result'],
  ['Your name and roles in an organisation', 'list-members'],
  ['All data of an organisation in one file: members, invitations, work done in it', 'export-organisation'],
  ['The audit log of an organisation', 'read-organisation-audit'],
  ['The audit log of the installation', 'read-audit-log'],
  ['Messages that wait to be sent or handed on', 'read-outbox'],
];

const WORDS: Record<Grantee, string> = {
  anyone: 'everybody',
  'signed-in': 'everybody with an account',
  self: 'you',
  administrator: 'the administrator of this installation',
  owner: 'owner',
  instructor: 'instructor',
  assessor: 'assessor',
  author: 'author',
  reviewer: 'reviewer',
  learner: 'learner',
  candidate: 'candidate',
};
const OUTSIDE: readonly Grantee[] = ['anyone', 'signed-in', 'self', 'administrator'];

/** Who can see what, in words, from the table of permissions itself. */
export const whoSeesWhat = (): { what: string; who: string }[] =>
  SEEN.map(([what, permission]) => {
    const grantees: readonly Grantee[] = PERMISSIONS[permission];
    const roles = grantees.filter((grantee) => !OUTSIDE.includes(grantee)).map((grantee) => WORDS[grantee]);
    const others = grantees.filter((grantee) => OUTSIDE.includes(grantee)).map((grantee) => WORDS[grantee]);
    const inside = roles.length > 0 ? [`in that organisation: ${roles.join(', ')}`] : [];
    return { what, who: [...others, ...inside].join('; ') };
  });
