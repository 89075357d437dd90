import { knownFrom, partsOf } from '../../apps/api/src/kubernetes/watch/resource-version.js';
import type { ApiObject, StreamPlace } from '../../apps/api/src/kubernetes/watch/step.js';
import type {
  ChangedStream,
  Frontier,
  Head,
  Known,
  Scope,
  StepPage,
  StepWindow,
  WatchWorld,
} from '../../apps/api/src/kubernetes/watch/watch-world.js';
import { boundaries, type FakeChange, type FakeSpan, type FakeStream, isIn, planOf } from './fake-plan.js';
import { objectsAt, stepsOf, versionOfLog } from './fake-steps.js';

/** A world in memory: every change brings the whole plan of its stream's pods, and time passes when it is told to. */
export class FakeWorld implements WatchWorld {
  time = 1000;
  reads = 0;
  /** Views come only when they are let. */
  viewsLag = false;
  failures = 0;
  mostSteps = Infinity;
  readonly streams = new Map<number, FakeStream>();
  readonly #log: { streamId: number; change: FakeChange }[] = [];
  readonly #timers = new Map<number, { at: number; act: () => void }>();
  readonly #rings = new Set<() => void>();
  readonly #waiters = new Set<() => void>();
  #timer = 0;

  now(): number {
    return this.time;
  }

  callAfter(milliseconds: number, act: () => void): () => void {
    const id = (this.#timer += 1);
    this.#timers.set(id, { at: this.time + milliseconds, act });
    return () => this.#timers.delete(id);
  }

  get timers(): number {
    return this.#timers.size;
  }

  get listeners(): number {
    return this.#rings.size;
  }

  async subscribe(ring: () => void): Promise<() => Promise<void>> {
    this.#rings.add(ring);
    return async () => void this.#rings.delete(ring);
  }

  async head(): Promise<Head> {
    this.#read();
    const last = this.#log.at(-1)?.change;
    return { position: last?.position ?? 0n, recordedAt: last?.recordedAt ?? 0 };
  }

  async changedStreams(after: bigint, upTo: bigint, scope?: Scope): Promise<readonly ChangedStream[]> {
    this.#read();
    return [...this.streams.values()].flatMap(({ place, changes }) => {
      const own = changes.filter(({ position }) => position > after && position <= upTo);
      const last = own.at(-1);
      if (last === undefined || !isIn(place, scope)) return [];
      const times = own.map(({ occurredAt }) => occurredAt);
      const { streamPosition } = last;
      const { recordedAt } = last;
      return [{ ...place, streamPosition, firstAt: Math.min(...times), lastAt: Math.max(...times), recordedAt }];
    });
  }

  async waitForViews(changed: readonly ChangedStream[], milliseconds: number): Promise<ReadonlySet<number>> {
    const unseen = () => changed.filter((c) => this.streams.get(c.streamId)!.viewed < c.streamPosition);
    if (unseen().length > 0 && milliseconds > 0) {
      await new Promise<void>((resolve) => {
        const cancel = this.callAfter(milliseconds, resolve);
        this.#waiters.add(() => {
          if (unseen().length > 0) return;
          cancel();
          resolve();
        });
      });
    }
    return new Set(unseen().map(({ streamId }) => streamId));
  }

  async unsettledStreams(scope: Scope, after: number): Promise<readonly StreamPlace[]> {
    this.#read();
    const moving = [...this.streams.values()].filter((stream) => boundaries(planOf(stream)).some((at) => at > after));
    return moving.map(({ place }) => place).filter((place) => isIn(place, scope));
  }

  async nextMoments(streams: readonly number[], after: number): Promise<ReadonlyMap<number, number>> {
    this.#read();
    return new Map(
      streams.flatMap((id) => {
        const next = Math.min(...boundaries(planOf(this.streams.get(id)!)).filter((at) => at > after));
        return next === Infinity ? [] : [[id, next] as const];
      }),
    );
  }

  async readSteps(windows: readonly StepWindow[], upTo: Frontier): Promise<StepPage> {
    this.#read();
    const steps = windows
      .flatMap((window) => stepsOf(this.#log, this.streams.get(window.stream.streamId)!, window, upTo))
      .sort((a, b) => a.at - b.at);
    const cut = steps.length > this.mostSteps ? steps[this.mostSteps]!.at : Infinity;
    const page = steps.filter(({ at }) => at <= cut);
    return { steps: page, upTo: Math.min(cut, upTo.at) };
  }

  /** Records a change of a stream with the plan it makes. */
  record(place: StreamPlace, plan: readonly FakeSpan[], { occurredAt = this.time } = {}): bigint {
    const stream = this.streams.get(place.streamId) ?? { place, changes: [], viewed: 0 };
    this.streams.set(place.streamId, stream);
    const position = BigInt(this.#log.length + 1);
    const change = { position, streamPosition: stream.changes.length + 1, occurredAt, recordedAt: this.time, plan };
    stream.changes.push(change);
    this.#log.push({ streamId: place.streamId, change });
    if (!this.viewsLag) stream.viewed = change.streamPosition;
    for (const ring of this.#rings) ring();
    return position;
  }

  /** Lets the views show everything. */
  showViews(): void {
    for (const stream of this.streams.values()) stream.viewed = stream.changes.length;
    for (const look of this.#waiters) look();
  }

  /** Lets time pass, timer by timer. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    await settled();
    for (;;) {
      const [id, next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (id === undefined || next === undefined || next.at > until) break;
      this.#timers.delete(id);
      this.time = Math.max(this.time, next.at);
      next.act();
      await settled();
    }
    this.time = until;
    await settled();
  }

  /** All objects of a scope as they are now, and what somebody knows who has listed them. */
  list(scope: Scope): Readonly<{ objects: readonly ApiObject[]; known: Known & { version: bigint } }> {
    const objects = [...this.streams.values()]
      .filter(({ place }) => isIn(place, scope))
      .flatMap((stream) => objectsAt(this.#log, stream, planOf(stream), this.time));
    const frontier = { position: BigInt(this.#log.length), at: this.time };
    const version = versionOfLog(this.#log, this.time, frontier.position);
    return { objects, known: { version, frontier, againAfter: this.time } };
  }

  /** What somebody knows who was told a step of a version. */
  knownAt(version: bigint): Known & { version: bigint } {
    const change = this.#log[Number(partsOf(version).position) - 1]?.change;
    return { version, ...knownFrom(version, change ?? { position: 0n, recordedAt: 0, occurredAt: 0 }) };
  }

  #read(): void {
    this.reads += 1;
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('the database is away');
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}
