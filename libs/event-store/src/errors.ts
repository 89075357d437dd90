/** Somebody else wrote first: read again, decide again. */
export class StreamConflict extends Error {
  readonly code = 'StreamConflict';
  constructor(
    readonly stream: string,
    readonly expected: 'none' | number,
    readonly actual: 'none' | number,
  ) {
    super(`stream ${stream} is at ${actual}, not at ${expected}: read it again and decide again`);
  }
}

/** The object was deleted; its stream takes no more events. */
export class StreamEnded extends Error {
  readonly code = 'StreamEnded';
  constructor(readonly stream: string) {
    super(`stream ${stream} has ended: what it is of was deleted`);
  }
}

/** One key, two different requests: the second would have been lost. */
export class IdempotencyKeyReused extends Error {
  readonly code = 'IdempotencyKeyReused';
  constructor(readonly key: string) {
    super(`idempotencyKey ${JSON.stringify(key)} was used for another request: use a new key for a new request`);
  }
}

/** The log cannot keep this value as it is. */
export class Unstorable extends Error {
  readonly code = 'Unstorable';
  constructor(
    readonly field: string,
    readonly reason: string,
  ) {
    super(`${field} cannot be recorded: ${reason}`);
  }
}

/** The log could not be reached or was busy for too long. Nothing was recorded. */
export class LogUnavailable extends Error {
  readonly code = 'LogUnavailable';
  constructor(readonly reason: string) {
    super(`the log is not available (${reason}); nothing was recorded: try again`);
  }
}

/** The connection broke while the change was being committed, and the log could not be asked since. */
export class AppendOutcomeUnknown extends Error {
  readonly code = 'AppendOutcomeUnknown';
  constructor(readonly reason: string) {
    super(
      `the log broke off while recording (${reason}) and it is not known whether the change was recorded: ` +
        'send it again with the same idempotencyKey, or read first',
    );
  }
}
