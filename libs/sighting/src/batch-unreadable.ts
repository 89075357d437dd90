/** What was sent is no batch of an agent. */
export class BatchUnreadable extends Error {
  readonly code = 'BatchUnreadable';
  constructor(
    readonly field: string,
    readonly expected: string,
  ) {
    super(`${field} must be ${expected}`);
  }
}
