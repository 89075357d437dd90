/** A request asks for more than one request may; what it asks for must be split or narrowed. */
export class LimitExceeded extends Error {
  readonly code = 'LimitExceeded';
  constructor(
    readonly limit: string,
    message: string,
  ) {
    super(message);
  }
}
