import type { Parking, StoredCheckpoint, ViewStore } from './view-store.js';
import type { Cut, ViewWrites } from './view-writes.js';

type Table = 'deploymentSpans' | 'replicaSetSpans' | 'podSpans' | 'revisions' | 'rollouts' | 'controllerEvents';

/** All rows of one stream, in the order of their keys. */
export type StreamViews = Pick<ViewWrites, Table | 'deployment'>;

/** The views in memory, for tests and for trying things out. */
export class InMemoryViewStore implements ViewStore {
  private readonly checkpoints = new Map<number, StoredCheckpoint>();
  private readonly views = new Map<number, StreamViews>();

  load(streamId: number): Promise<StoredCheckpoint | undefined> {
    return Promise.resolve(this.checkpoints.get(streamId));
  }

  save(writes: ViewWrites): Promise<boolean> {
    if (!this.isAt(writes.streamId, writes.base)) return Promise.resolve(false);
    this.put(writes);
    return Promise.resolve(true);
  }

  replace(streamId: number, base: number, folds: Iterable<ViewWrites>): Promise<boolean> {
    return new Promise((resolve) => {
      const isFirst = this.isAt(streamId, base);
      const all = isFirst ? [...folds] : []; // before anything is thrown away
      if (isFirst) this.views.delete(streamId);
      for (const writes of all) this.put(writes);
      resolve(isFirst);
    });
  }

  park({ streamId, base, version, reason }: Parking): Promise<void> {
    const before = this.checkpoints.get(streamId) ?? { streamPosition: 0, position: 0n, version };
    if (before.streamPosition === base) this.checkpoints.set(streamId, { ...before, parkedReason: reason });
    return Promise.resolve();
  }

  /** What is stored of a stream; undefined before its first save. */
  viewsOf(streamId: number): StreamViews | undefined {
    return this.views.get(streamId);
  }

  private isAt(streamId: number, base: number): boolean {
    return (this.checkpoints.get(streamId)?.streamPosition ?? 0) === base;
  }

  private put(writes: ViewWrites): void {
    this.checkpoints.set(writes.streamId, writes.checkpoint);
    this.views.set(writes.streamId, written(this.views.get(writes.streamId), writes));
  }
}

function written(before: StreamViews | undefined, writes: ViewWrites): StreamViews {
  const { cut } = writes;
  const rows = <Row>(table: Table, keyOf: (row: Row) => readonly (string | number)[], isCut: (row: Row) => boolean) =>
    merged((before?.[table] ?? []) as readonly Row[], writes[table] as unknown as readonly Row[], { keyOf, isCut });
  return {
    deployment: writes.deployment,
    deploymentSpans: rows<Row['deploymentSpans']>('deploymentSpans', ({ validFrom }) => [validFrom], beginsIn(cut)),
    replicaSetSpans: rows<Row['replicaSetSpans']>('replicaSetSpans', spanKey, beginsIn(cut)),
    podSpans: rows<Row['podSpans']>('podSpans', spanKey, beginsIn(cut)),
    revisions: rows<Row['revisions']>(
      'revisions',
      ({ number, createdAt }) => [number, createdAt],
      ({ createdAt }) => createdAt >= cut.from,
    ),
    rollouts: rows<Row['rollouts']>(
      'rollouts',
      ({ toRevision, startedAt }) => [toRevision, startedAt],
      ({ startedAt }) => startedAt >= cut.rolloutsFrom,
    ),
    controllerEvents: rows<Row['controllerEvents']>(
      'controllerEvents',
      ({ number }) => [number],
      ({ number }) => number > cut.eventsAfter,
    ),
  };
}

type Row = { [T in Table]: ViewWrites[T][number] };

function spanKey({ name, validFrom }: Readonly<{ name: string; validFrom: number }>) {
  return [name, validFrom];
}

function beginsIn({ from }: Cut) {
  return ({ validFrom }: Readonly<{ validFrom: number }>) => validFrom >= from;
}

function merged<R>(
  before: readonly R[],
  after: readonly R[],
  { keyOf, isCut }: Readonly<{ keyOf: (row: R) => readonly (string | number)[]; isCut: (row: R) => boolean }>,
): readonly R[] {
  const byKey = new Map(before.filter((row) => !isCut(row)).map((row) => [JSON.stringify(keyOf(row)), row]));
  for (const row of after) byKey.set(JSON.stringify(keyOf(row)), row);
  return [...byKey.values()].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const index = a.findIndex((part, place) => part !== b[place]);
  if (index < 0) return 0;
  return (a[index] ?? 0) < (b[index] ?? 0) ? -1 : 1;
}
