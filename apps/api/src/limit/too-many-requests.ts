/** The caller has used up what one caller may ask for in a minute. */
export class TooManyRequests extends Error {
  readonly code = 'TooManyRequests';
  /** What Fastify answers with. */
  readonly statusCode = 429;
  constructor(
    /** Whole seconds after which there is room again. */
    readonly retryAfterSeconds: number,
    what: string,
  ) {
    super(`${what} in a minute: try again in ${retryAfterSeconds} s`);
  }
}
