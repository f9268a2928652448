declare namespace App {
  /** What every page, endpoint and action may rely on; set by src/middleware.ts and nowhere else. */
  interface Locals {
    db: import('#db/client').Db;
    catalogDb: import('#db/client').Db;
    actor: import('#domain/people/permissions').Actor;
    /** The account that is signed in in this browser. */
    signedIn?: import('#operations/accounts/session').SignedIn;
    /** The guest this browser is known as, also beside an account. */
    guestId?: string;
    /** The organisation the address names, when the actor is in it. */
    organisation?: import('#domain/people/permissions').Membership;
    /** The accounts library, as this browser. */
    auth: import('#operations/accounts/auth-door').AuthDoor;
    /** `Set-Cookie` headers of the accounts library that go out with the response. */
    setCookies: string[];
    /** What people call the OpenID provider, when one is set up. */
    oidcName?: string;
    /** Where people reach this installation, without a path. */
    origin: string;
    /** The client's network address, for limits. */
    address: string;
    /** False when messages stay in the outbox for the administrator to hand on. */
    sendsMail: boolean;
    /** The server's clock when the request came in. */
    now: import('#domain/time').Instant;
    /** Seconds after which a refused request may come again; goes out with every 429. */
    retryAfter?: number;
    /** Shown to a person when something broke, so that the log entry can be found. */
    requestId: string;
    /** Where the components of a lesson look codes up; set by its page, which is made with the build. */
    lessonCodes: import('#domain/lessons/lesson-codes').LessonCodes;
  }
}
