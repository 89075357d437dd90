import type { Status } from './status.js';

/** A request that is answered with a failed Status, as the API server would word it. Make one with `refusals.ts`. */
export class RequestRefused extends Error {
  readonly code = 'RequestRefused';
  constructor(readonly status: Status) {
    super(status.message);
  }
}
