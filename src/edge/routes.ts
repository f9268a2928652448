import { type Actor, type Membership, may, PERMISSIONS, type Permission } from '#domain/people/permissions';

type Method = 'GET' | 'POST';
type RouteRules = Partial<Record<Method, Permission>>;

const publicPage: RouteRules = { GET: 'read-public-page' };
const codeBook: RouteRules = { GET: 'read-code-book' };
const form = (permission: Permission): RouteRules => ({ GET: permission, POST: permission });

/**
 * Every address of this product and the permission it asks for. The middleware refuses what is not here, and
 * `tests/e2e/permissions.test.ts` walks all of it with every role. A path with `[organisation]` is asked about in that
 * organisation. `self` permissions are asked by the page itself, which alone knows whose the thing is.
 */
export const ROUTES: Record<string, RouteRules> = {
  '/': publicPage,
  '/404': publicPage,
  '/500': publicPage,
  '/privacy': publicPage,
  '/privacy/guest': form('delete-guest-work'),
  '/refused': publicPage,
  // Made with the build and answered as files: for everybody, whatever stands here.
  '/learn': publicPage,
  '/learn/[track]/[lesson]': publicPage,
  '/learn/glossary': publicPage,
  '/learn/glossary/[group]': publicPage,
  '/search-index.json': publicPage,
  '/search': publicPage,
  '/search/[track]/[lesson].json': publicPage,
  '/progress/readiness': { GET: 'study' },
  '/sandbox': { GET: 'code-platform-case' },
  '/sandbox/[case]': { GET: 'code-platform-case' },
  '/sandbox/[case]/result/[attempt]': { GET: 'read-result' },

  '/exams/results': { GET: 'study' },
  '/exams/sitting/[sitting]/result': { GET: 'read-result', POST: 'write-attempt' },
  '/exams': { GET: 'study' },
  '/exams/[exam]': form('study'),
  '/exams/sitting/[sitting]': { GET: 'write-attempt' },
  '/exams/sitting/[sitting]/hand-in': form('write-attempt'),

  '/study/notebook': form('study'),
  '/study/notebook/export': { GET: 'study' },
  '/study': { GET: 'study' },
  '/study/cards': form('study'),
  '/study/cards/browse': form('study'),
  '/study/cards/export': { GET: 'study' },
  '/study/cards/export/apkg': { GET: 'study' },
  '/study/cards/export/text': { GET: 'study' },
  '/study/cards/import': form('study'),
  '/study/cards/new': form('study'),
  '/study/cards/own/[card]': form('study'),
  '/study/cards/review': form('study'),
  '/study/cards/settings': form('study'),
  '/progress': { GET: 'study' },
  '/progress/skills': { GET: 'study' },
  '/progress/skills/[skill]': { GET: 'study' },

  '/codes': codeBook,
  '/codes/cpt/[...code]': codeBook,
  '/codes/hcpcs': codeBook,
  '/codes/hcpcs/modifiers': codeBook,
  '/codes/hcpcs/[code]': codeBook,
  '/codes/icd-10-cm': codeBook,
  '/codes/icd-10-cm/drugs': codeBook,
  '/codes/icd-10-cm/external-causes': codeBook,
  '/codes/icd-10-cm/index': codeBook,
  '/codes/icd-10-cm/neoplasms': codeBook,
  '/codes/icd-10-cm/[code]': codeBook,
  '/codes/icd-10-pcs': codeBook,
  '/codes/icd-10-pcs/definitions': codeBook,
  '/codes/icd-10-pcs/index': codeBook,
  '/codes/icd-10-pcs/index/[term]': codeBook,
  '/codes/icd-10-pcs/[code]': codeBook,
  '/codes/px': codeBook,
  '/codes/px/modifiers': codeBook,
  '/codes/px/[code]': codeBook,
  '/api/codes/find': codeBook,

  '/sign-in': form('use-door'),
  '/sign-in/code': form('use-door'),
  '/sign-in/provider': { POST: 'use-door' },
  '/sign-up': form('use-door'),
  '/sign-out': { POST: 'use-door' },
  '/reset-password': form('use-door'),
  '/reset-password/new': form('use-door'),
  '/api/auth/[...path]': form('use-door'),
  '/account': form('manage-account'),
  '/account/passkeys': form('manage-account'),
  '/account/password': form('manage-account'),
  '/account/second-factor': form('manage-account'),
  '/account/sessions': form('manage-account'),

  '/invitation/[token]': { GET: 'read-invitation', POST: 'accept-invitation' },
  '/organisations': { GET: 'list-own-organisations', POST: 'found-organisation' },
  '/switch-organisation': { POST: 'switch-organisation' },
  '/organisations/[organisation]': { GET: 'see-organisation' },
  '/organisations/[organisation]/leave': form('leave-organisation'),
  '/organisations/[organisation]/members': { GET: 'list-members' },
  '/organisations/[organisation]/members/[person]': form('change-roles'),
  '/organisations/[organisation]/members/[person]/remove': form('remove-member'),
  '/organisations/[organisation]/invitations': form('manage-invitations'),
  '/organisations/[organisation]/roster': form('import-roster'),
  '/organisations/[organisation]/cohorts': form('manage-cohorts'),
  '/organisations/[organisation]/cohorts/[cohort]': form('manage-cohorts'),
  '/organisations/[organisation]/settings': form('rename-organisation'),
  '/account/data': form('manage-account'),
  '/account/data/delete': form('manage-account'),

  '/organisations/[organisation]/questions': { GET: 'read-item-drafts', POST: 'change-item-drafts' },
  '/organisations/[organisation]/questions/export': form('read-item-drafts'),
  '/organisations/[organisation]/questions/import': form('change-item-drafts'),
  '/organisations/[organisation]/questions/template': { GET: 'change-item-drafts' },
  '/organisations/[organisation]/questions/[draft]': { GET: 'read-item-drafts' },
  '/organisations/[organisation]/audit': form('read-organisation-audit'),
  '/organisations/[organisation]/data': form('export-organisation'),
  '/organisations/[organisation]/data/delete': form('delete-organisation'),
  '/organisations/[organisation]/data/retention': form('set-organisation-retention'),

  '/admin': { GET: 'administer' },
  '/admin/enter': form('become-administrator'),
  '/admin/audit': form('read-audit-log'),
  '/admin/retention': form('set-retention'),
  '/admin/questions': form('read-item-statistics'),
  '/admin/questions/[item]': { GET: 'read-item-statistics' },
  '/admin/outbox': { GET: 'read-outbox' },
  '/admin/codes': { GET: 'read-releases' },
  '/admin/codes/online': { POST: 'install-release' },
  '/admin/codes/progress': { GET: 'read-releases' },
  '/admin/codes/remove': form('remove-release'),
  '/admin/codes/stop': { POST: 'install-release' },
  '/admin/codes/upload': form('install-release'),
};

/** Every action and the permission it asks for. */
export const ACTIONS: Record<string, Permission> = {
  'practice.open': 'code-platform-case',
  'practice.tryAgain': 'code-platform-case',
  'practice.saveDraft': 'write-attempt',
  'practice.submit': 'write-attempt',
  'codeBook.record': 'write-attempt',
  'study.answer': 'study',
  'exam.save': 'write-attempt',
  'exam.clock': 'write-attempt',
  'exam.pause': 'write-attempt',
};

export type Verdict = 'allowed' | 'sign-in' | 'forbidden' | 'absent';

export interface Ask {
  actor: Actor;
  method: string;
  /** Pattern of the route, e.g. `/sandbox/[case]`, and the action it names when it is one. */
  pattern: string;
  action?: string;
  /** The organisation the address names, when the actor is in it. */
  organisation?: Membership;
}

/**
 * Whether a request may go on. `sign-in`: an account might be allowed. `absent`: there is no such address, or it is of an
 * organisation the actor is not in, which is told in the same way so that organisations cannot be tried out.
 */
export function judge({ actor, method, pattern, action, organisation }: Ask): Verdict {
  const permission = permissionOf(method, pattern, action);
  if (permission === undefined) return 'absent';
  if ((PERMISSIONS[permission] as readonly string[]).includes('self')) return 'allowed';
  if (may(actor, permission, { organisationId: organisation?.organisationId })) return 'allowed';
  if (!actor.isSignedIn) return 'sign-in';
  return pattern.includes('[organisation]') && !organisation ? 'absent' : 'forbidden';
}

function permissionOf(method: string, pattern: string, action: string | undefined): Permission | undefined {
  if (action !== undefined) return ACTIONS[action];
  return ROUTES[pattern]?.[method === 'HEAD' ? 'GET' : (method as Method)];
}
