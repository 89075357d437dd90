import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FakeSpan } from '../../../../../test/support/fake-plan.js';
import { FakeWorld } from '../../../../../test/support/fake-watch-world.js';
import { WatchClient } from '../../../../../test/support/watch-client.js';
import { LineWriter } from './watch-format.js';
import { WatchHub } from './watch-hub.js';

const SCOPE = { resource: 'pods', cluster: 'default' };

const act = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.nat(3000) }),
  fc.record({
    kind: fc.constant('change' as const),
    stream: fc.integer({ min: 1, max: 3 }),
    /** Milliseconds ago; a fact that comes late rewrites what was told since. */
    ago: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(100_000)),
    plan: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(2000), fc.nat(2000), fc.constantFrom('x', 'y'))),
    lag: fc.oneof(fc.constant(0), fc.nat(5000)),
  }),
  fc.record({ kind: fc.constant('reconnect' as const), away: fc.nat(5000) }),
  fc.record({ kind: fc.constant('other watch' as const), namespace: fc.constantFrom('shop-1', 'shop-2', undefined) }),
  fc.record({ kind: fc.constant('failure' as const), count: fc.nat(3) }),
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

describe('whatever happens, and however often a client comes back', () => {
  it('it knows in the end what is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), fc.integer({ min: 1, max: 10 }), async (acts, mostSteps) => {
        const world = new FakeWorld();
        world.mostSteps = mostSteps;
        const reader = new Reader(world);
        for (const one of acts) await play(one, world, reader);
        world.failures = 0;
        await reader.reconnectIfEnded();
        await world.pass(30_000);
        const there = world.list(SCOPE).objects.map(({ metadata, is }) => [keyOf(metadata), is]);
        expect(reader.known()).toEqual(new Map(there as [string, unknown][]));
        reader.close();
        await world.pass(0);
        expect([world.timers, world.listeners]).toEqual([0, 0]);
      }),
      { numRuns: 150 },
    );
  });
});

async function play(one: Act, world: FakeWorld, reader: Reader): Promise<void> {
  switch (one.kind) {
    case 'pass':
      return world.pass(one.milliseconds);
    case 'failure':
      world.failures = one.count;
      return;
    case 'reconnect':
      return reader.reconnect(one.away);
    case 'other watch':
      reader.watchBeside(one.namespace);
      return;
    case 'change':
      world.viewsLag = one.lag > 0;
      change(world, one);
      await world.pass(one.lag);
      world.viewsLag = false;
      world.showViews();
      return world.pass(0);
  }
}

// What was before the change stays as it was.
function change(world: FakeWorld, { stream, ago, plan }: Extract<Act, { kind: 'change' }>): void {
  const place = { streamId: stream, cluster: 'default', namespace: `shop-${stream}`, name: 'web' };
  const before = world.streams.get(stream)?.changes.at(-1)?.plan ?? [];
  const occurredAt = Math.max(1000, world.time - ago);
  const kept = before
    .filter(({ from }) => from < occurredAt)
    .map((span) => ({ ...span, to: Math.min(span.to ?? Infinity, occurredAt) }));
  const next = new Map<string, FakeSpan[]>();
  for (const [name, gap, length, is] of plan) {
    const spans = next.get(name) ?? [];
    const from = (spans.at(-1)?.to ?? occurredAt) + gap;
    next.set(name, [...spans, { name, from, to: from + length + 1, is }]);
  }
  world.record(place, [...kept, ...[...next.values()].flat()], { occurredAt });
}

class Reader {
  readonly #hub: WatchHub;
  readonly #objects = new Map<string, unknown>();
  readonly #others: WatchClient[] = [];
  #client: WatchClient;
  #version: bigint;
  #read = 0;

  constructor(private readonly world: FakeWorld) {
    this.#hub = new WatchHub(world, () => undefined);
    const { known } = world.list(SCOPE);
    this.#version = known.version;
    this.#client = this.#watch(known);
  }

  watchBeside(namespace: string | undefined): void {
    const scope = { ...SCOPE, ...(namespace !== undefined && { namespace }) };
    this.#others.push(new WatchClient(this.#parts(), { scope, known: this.world.list(scope).known }));
  }

  async reconnect(away: number): Promise<void> {
    this.#take();
    this.#client.goAway();
    await this.world.pass(away);
    this.#client = this.#watch(this.world.knownAt(this.#version));
    this.#read = 0;
    await this.world.pass(0);
  }

  /** As clients do when a watch breaks off. */
  async reconnectIfEnded(): Promise<void> {
    await this.world.pass(0);
    if (this.#client.ended) await this.reconnect(1000);
  }

  known(): Map<string, unknown> {
    this.#take();
    return this.#objects;
  }

  close(): void {
    for (const client of [this.#client, ...this.#others]) client.goAway();
  }

  #take(): void {
    for (const { type, object } of this.#client.lines.slice(this.#read)) {
      this.#read += 1;
      const version = BigInt(object.metadata.resourceVersion);
      expect(version).toBeGreaterThanOrEqual(this.#version);
      this.#version = version;
      if (type === 'DELETED') this.#objects.delete(keyOf(object.metadata));
      else this.#objects.set(keyOf(object.metadata), object.is);
    }
  }

  #watch(known: ReturnType<FakeWorld['knownAt']>): WatchClient {
    return new WatchClient(this.#parts(), { scope: SCOPE, known });
  }

  #parts() {
    return { world: this.world, hub: this.#hub, lines: new LineWriter() };
  }
}

function keyOf({ name, namespace }: Readonly<{ name: string; namespace?: unknown }>): string {
  return `${String(namespace)}/${name}`;
}
