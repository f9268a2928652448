import { v7 as newId } from 'uuid';
import { openDb } from '#db/client';
import { accounts, users } from '#db/schema/accounts';
import { memberships, organisations } from '#db/schema/organisations';
import { administrators, people } from '#db/schema/people';
import type { OrganisationRole } from '#domain/people/roles';
import { hashPassword } from '#operations/accounts/password-hash';
import type { RunningServer } from './server.ts';

export const PASSWORD = 'correct horse battery staple';

export interface Person {
  name: string;
  isAdministrator?: boolean;
  /** Roles by the slug of an organisation; organisations are made as they are named. */
  roles?: Record<string, readonly OrganisationRole[]>;
}

export const emailOf = ({ name }: Pick<Person, 'name'>): string => `${name}@example.org`;

/**
 * Writes accounts, organisations and roles straight into the server's database, with confirmed addresses and one
 * password. For tests that are about what people may do, not about how they came to it. Answers ids by name.
 */
export async function putPeople(server: RunningServer, wanted: readonly Person[]): Promise<Record<string, string>> {
  const db = openDb(`file:${server.folder}/app.db`);
  const password = await hashPassword(PASSWORD);
  const now = Date.now();
  const moment = new Date(now);
  const ids = Object.fromEntries(wanted.map(({ name }) => [name, newId()]));
  const slugs = [...new Set(wanted.flatMap(({ roles = {} }) => Object.keys(roles)))];
  const organisationIds = Object.fromEntries(slugs.map((slug) => [slug, newId()]));
  const dates = { createdAt: moment, updatedAt: moment };
  await db.transaction(async (tx) => {
    for (const { name, isAdministrator, roles = {} } of wanted) {
      const id = ids[name] as string;
      await tx.insert(users).values({ id, name, email: emailOf({ name }), emailVerified: true, ...dates });
      await tx
        .insert(accounts)
        .values({ id: newId(), accountId: id, providerId: 'credential', userId: id, password, ...dates });
      await tx.insert(people).values({ id, createdAt: now });
      if (isAdministrator) await tx.insert(administrators).values({ personId: id, since: now });
      for (const [slug, held] of Object.entries(roles)) {
        const organisationId = organisationIds[slug] as string;
        await tx
          .insert(organisations)
          .values({ id: organisationId, slug, name: slug, createdAt: now })
          .onConflictDoNothing();
        for (const role of held)
          await tx.insert(memberships).values({ personId: id, organisationId, role, createdAt: now });
      }
    }
  });
  db.$client.close();
  return { ...ids, ...organisationIds };
}

/**
 * Signs somebody in as a form does and answers the cookie. With `TRUST_PROXY=1` every person comes from an address of
 * their own, so that limits per address do not meet.
 */
export async function signedInCookie(address: string, person: Pick<Person, 'name'>): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, 'x-forwarded-for': `2001:db8::${addressPart(person.name)}` },
    body: new URLSearchParams({ email: emailOf(person), password: PASSWORD }),
  });
  if (answer.status !== 303) throw new Error(`${person.name} could not sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const addressPart = (name: string): string =>
  [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffff, 7).toString(16);
