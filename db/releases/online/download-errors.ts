/** The server gave something else than the file that was wanted. The message is one sentence for people. */
export class DownloadError extends Error {
  constructor(url: string, why: string) {
    super(`${url} ${why}.`);
  }
}

/** There is no way to the server, or it was lost on the way: trying again later may help. */
export class UnreachableError extends Error {
  readonly host: string;
  constructor(url: string, why: string) {
    const { host } = new URL(url);
    super(`${host} cannot be reached (${why}). What was downloaded is kept; try again when there is a connection.`);
    this.host = host;
  }
}
