import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../access/callers.js';

type CallerOf = (headers: IncomingHttpHeaders) => Promise<Caller>;

type Standing = {
  readonly headers: IncomingHttpHeaders;
  readonly access: string;
  readonly streams: Set<AbortController>;
};

/** Milliseconds between looks at who still may do what; what they are told is remembered elsewhere. */
const LOOK_EVERY = 1000;

/**
 * Ends the streams of callers whose token is not good any more, or whose roles are others than when the stream began: clients
 * then ask again. However many streams a caller has, they are looked at once.
 */
export class StandingRights {
  readonly #standing = new Map<string, Standing>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly callerOf: CallerOf,
    private readonly isRefusal: (error: unknown) => boolean,
  ) {}

  /** Does something for which a caller needs the rights they have now; the signal says when they have lost them. */
  async during(
    headers: IncomingHttpHeaders,
    caller: Caller,
    work: (lost: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const access = JSON.stringify(caller.access);
    const key = JSON.stringify([Object.entries(headers).filter(([name]) => isAboutWho(name)), access]);
    const standing = this.#standing.get(key) ?? { headers, access, streams: new Set() };
    const stream = new AbortController();
    this.#standing.set(key, standing);
    standing.streams.add(stream);
    this.#timer ??= setInterval(() => void this.look(), LOOK_EVERY).unref();
    try {
      await work(stream.signal);
    } finally {
      standing.streams.delete(stream);
      if (standing.streams.size === 0 && this.#standing.get(key) === standing) this.#standing.delete(key);
      if (this.#standing.size === 0) this.#stop();
    }
  }

  /** Looks at all who have streams. */
  async look(): Promise<void> {
    await Promise.all([...this.#standing.values()].map((standing) => this.#check(standing)));
  }

  async #check({ headers, access, streams }: Standing): Promise<void> {
    try {
      const caller = await this.callerOf(headers);
      if (JSON.stringify(caller.access) === access) return;
    } catch (error) {
      if (!this.isRefusal(error)) return; // the database cannot be asked: the next look will
    }
    for (const stream of streams) stream.abort();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function isAboutWho(header: string): boolean {
  return header === 'authorization' || header.startsWith('impersonate-');
}
