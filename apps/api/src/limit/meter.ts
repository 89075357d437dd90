import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '#libs/event-store';
import { TooManyRequests } from './too-many-requests.js';

const MINUTE = 60;

/** What one caller may ask one process for in a minute; 0 for as much as they like. */
export type Allowance = Readonly<{ requestsPerMinute: number; costPerMinute: number }>;

/**
 * Counts what each caller asks for, so that one team's loop does not take the store from the others. Callers are counted
 * by who they are, not by token: whoever acts as another, as themselves.
 */
export class Meter {
  readonly #requests: RateLimiterMemory | undefined;
  readonly #cost: RateLimiterMemory | undefined;

  constructor(private readonly allowance: Allowance) {
    this.#requests = limiter(allowance.requestsPerMinute);
    this.#cost = limiter(allowance.costPerMinute);
  }

  /**
   * One request more: of either API, or one operation of an open socket.
   * @throws TooManyRequests
   */
  async request(actor: Actor): Promise<void> {
    await consume(this.#requests, actor, { points: 1, what: `at most ${this.allowance.requestsPerMinute} requests` });
  }

  /**
   * What a GraphQL operation costs, before it is run.
   * @throws TooManyRequests
   */
  async cost(actor: Actor, points: number): Promise<void> {
    await consume(this.#cost, actor, { points, what: `operations may cost ${this.allowance.costPerMinute} at most` });
  }
}

function limiter(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: MINUTE });
}

async function consume(
  counter: RateLimiterMemory | undefined,
  { subject, impersonator }: Actor,
  { points, what }: Readonly<{ points: number; what: string }>,
): Promise<void> {
  try {
    await counter?.consume(impersonator ?? subject, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new TooManyRequests(Math.ceil(error.msBeforeNext / 1000), what);
  }
}
