import { failure, RequestRefused } from '#libs/kubernetes-api';

/** No more watches are taken now: clients wait a second, and try again. */
export class TooManyWatches extends RequestRefused {
  constructor(limit: string) {
    super(failure('TooManyRequests', `${limit} at once: end some`, { retryAfterSeconds: 1 }));
  }
}
