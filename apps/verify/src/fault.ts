/** The first thing found that cannot be if nothing was altered. */
export class Fault extends Error {
  readonly code = 'Fault';
  constructor(
    /** Position of the event it was found at. */
    readonly position: number,
    message: string,
  ) {
    super(message);
  }
}

/** The file cannot be checked: nothing is said of whether it was altered. */
export class CannotVerify extends Error {
  readonly code = 'CannotVerify';
}
