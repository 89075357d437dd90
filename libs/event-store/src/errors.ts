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

/** The Deployment was deleted; its stream takes no more events. */
export class StreamEnded extends Error {
  readonly code = 'StreamEnded';
  constructor(readonly stream: string) {
    super(`stream ${stream} has ended: the Deployment was deleted`);
  }
}

/** One key, two different requests: the second would have been lost. */
export class IdempotencyKeyReused extends Error {
  readonly code = 'IdempotencyKeyReused';
  constructor(readonly key: string) {
    super(`idempotencyKey ${JSON.stringify(key)} was used for another request: use a new key for a new request`);
  }
}
