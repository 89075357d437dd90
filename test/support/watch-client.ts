import type { StreamOut } from '../../apps/api/src/kubernetes/answer.js';
import { serveWatch } from '../../apps/api/src/kubernetes/watch/serve-watch.js';
import type { ApiObject } from '../../apps/api/src/kubernetes/watch/step.js';
import type { WatchAsked, WatchParts } from '../../apps/api/src/kubernetes/watch/watch-asked.js';
import type { WatchFormat } from '../../apps/api/src/kubernetes/watch/watch-format.js';

type Line = Readonly<{ type: string; object: ApiObject }>;

const WHOLE: WatchFormat = {
  key: 'whole',
  objectText: (object) => JSON.stringify(object),
  bookmarkText: (version, annotations) =>
    JSON.stringify({ kind: 'Pod', apiVersion: 'v1', metadata: { resourceVersion: String(version), annotations } }),
};

/** The other end of a watch: keeps what it is sent. */
export class WatchClient {
  readonly lines: Line[] = [];
  /** A client that is stuck takes nothing more. */
  stuck = false;
  ended = false;
  error: unknown;
  readonly #gone = new AbortController();

  constructor(parts: WatchParts, asked: Partial<WatchAsked> & Pick<WatchAsked, 'known'>) {
    const out: StreamOut = { write: (text) => this.#take(text), ended: this.#gone.signal };
    const whole: WatchAsked = {
      scope: { resource: 'pods', cluster: 'default', namespace: 'shop' },
      matches: () => true,
      format: WHOLE,
      bookmarks: false,
      milliseconds: 3_600_000,
      ...asked,
    };
    serveWatch(whole, parts, out)
      .catch((error: unknown) => (this.error = error))
      .finally(() => (this.ended = true));
  }

  goAway(): void {
    this.#gone.abort();
  }

  /** What it was told so far, a line each: `ADDED a:Running`. */
  get told(): readonly string[] {
    return this.lines.map(({ type, object }) => `${type} ${object.metadata.name}:${object.is as string}`);
  }

  get versions(): readonly bigint[] {
    return this.lines.map(({ object }) => BigInt(object.metadata.resourceVersion));
  }

  async #take(text: string): Promise<void> {
    if (this.stuck) return new Promise(() => undefined);
    for (const line of text.split('\n').slice(0, -1)) this.lines.push(JSON.parse(line) as Line);
  }
}
