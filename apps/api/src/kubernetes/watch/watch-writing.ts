import type { StreamOut } from '../answer.js';
import { findMissed } from './catch-up.js';
import type { LiveWatch } from './live-watch.js';
import { EMPTY_LOG, highest } from './resource-version.js';
import { raised } from './raised.js';
import type { ApiObject, Step } from './step.js';
import { readOn } from './steps-left.js';
import type { WatchAsked, WatchParts } from './watch-asked.js';
import { eventOf } from './watch-event.js';
import { eventLine } from './watch-format.js';

/** Milliseconds between the bookmarks of a watch that asks for them. */
export const BOOKMARK_EVERY = 60_000;

/** What one watch has been sent, and what it is sent next. */
export class WatchWriting {
  /** Versions of what the beginning had newer than what is known to be told: it was read a moment later. */
  readonly #ahead = new Map<string, bigint>();
  #isFirst = true;
  #version: bigint;
  #bookmarkAt: number;

  constructor(
    private readonly asked: WatchAsked,
    private readonly parts: WatchParts,
    private readonly out: StreamOut,
    private readonly live: LiveWatch,
  ) {
    this.#version = asked.known.version;
    this.#bookmarkAt = asked.bookmarks ? parts.world.now() + BOOKMARK_EVERY : Infinity;
  }

  /** Sends what was there at the beginning. */
  async initial(): Promise<void> {
    const { initial, format } = this.asked;
    if (initial === undefined) return;
    for await (const page of initial.pages) {
      if (this.live.ended) return;
      this.#noteAhead(page);
      await this.#send(page.map((object) => eventLine('ADDED', format.objectText(object, this.#takeFirst()))));
    }
    if (initial.endsWithBookmark) await this.#bookmark({ 'k8s.io/initial-events-end': 'true' });
  }

  /** Comes in, and sends what happened since what the client knows. */
  async missed(): Promise<void> {
    const { world, hub } = this.parts;
    const { scope, known } = this.asked;
    const left = await findMissed(world, scope, known, await hub.join(this.live, known.frontier));
    while (left.windows.length > 0 && !this.live.ended) await this.#sendSteps(await readOn(world, left));
  }

  /** Sends what has come, and answers for how many milliseconds there is nothing to send. */
  async goOn(): Promise<number> {
    for (let steps = this.live.taken(); steps.length > 0; steps = this.live.taken()) await this.#sendSteps(steps);
    const { world, hub } = this.parts;
    if (world.now() >= this.#bookmarkAt && !this.live.ended) {
      this.#version = highest(this.#version, hub.version);
      await this.#bookmark();
      this.#bookmarkAt = world.now() + BOOKMARK_EVERY;
    }
    return this.#bookmarkAt - world.now();
  }

  // A client that listed a moment ago knows some of what is told now.
  async #sendSteps(steps: readonly Step[]): Promise<void> {
    const { matches, format } = this.asked;
    const told = raised(
      steps.filter((step) => this.#isNews(step)),
      this.#version,
    );
    const lines = told.steps.flatMap((step) => {
      const event = eventOf(step, matches);
      return event === undefined ? [] : [this.parts.lines.lineOf(step, event, format, this.#takeFirst())];
    });
    await this.#send(lines);
    this.#version = told.version;
  }

  #noteAhead(page: readonly ApiObject[]): void {
    for (const object of page) {
      const version = BigInt(object.metadata.resourceVersion);
      if (version > this.asked.known.version) this.#ahead.set(keyOf(object), version);
    }
  }

  #isNews({ at, version, before, after }: Step): boolean {
    const { known } = this.asked;
    const object = after ?? before;
    const ahead = object && this.#ahead.get(keyOf(object));
    return ahead === undefined ? at > known.againAfter || version > known.version : version > ahead;
  }

  #bookmark(annotations?: Readonly<Record<string, string>>): Promise<void> {
    const version = this.#version === 0n ? EMPTY_LOG : this.#version;
    return this.#send([eventLine('BOOKMARK', this.asked.format.bookmarkText(version, annotations))]);
  }

  #takeFirst(): boolean {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return isFirst;
  }

  // Some at a time: a client that takes nothing makes it wait, until the watch is ended.
  async #send(lines: readonly string[]): Promise<void> {
    for (let at = 0; at < lines.length && !this.live.ended; at += LINES_AT_ONCE) {
      const text = lines.slice(at, at + LINES_AT_ONCE).join('');
      await this.live.whileServed(this.out.write(text));
    }
  }
}

function keyOf({ metadata: { namespace, name } }: ApiObject): string {
  return `${namespace ?? ''}/${name}`;
}

const LINES_AT_ONCE = 20;
