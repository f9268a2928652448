/** The first part of the names of the library's cookies: with https browsers hold them to this very host. */
export const sessionCookiePrefix = (isHttps: boolean): string => (isHttps ? '__Host-trainer' : 'trainer');

/** `name=<token>.<signature>`. */
const SESSION = /(?:^|;\s*)(?:__Host-)?trainer\.session_token=([^;.]+)/;

/** The session token a `Cookie` header names, its signature not looked at; undefined when it names none. */
export const sessionTokenOf = (cookie: string): string | undefined => SESSION.exec(cookie)?.[1];
