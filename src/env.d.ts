declare namespace App {
  /** What every page, endpoint and action may rely on; set by src/middleware.ts and nowhere else. */
  interface Locals {
    db: import('#db/client').Db;
    catalogDb: import('#db/client').Db;
    actor: import('#domain/people/permissions').Actor;
    /** The server's clock when the request came in. */
    now: import('#domain/time').Instant;
    /** Shown to a person when something broke, so that the log entry can be found. */
    requestId: string;
  }
}
