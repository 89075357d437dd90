import pg from 'pg';
import { LogUnavailable, type Appended, type NewChange } from '#libs/event-store';
import type { Keyring } from '#libs/sealing';
import { AppendLane } from './append-lane.js';
import type { LogLimits } from './log-limits.js';
import type { Outcome } from './place-batch.js';
import { prepareChange, type PreparedChange } from './prepared-change.js';
import { newStoredOnce } from './stored-once.js';

type Waiting = Readonly<{
  change: NewChange;
  resolve: (appended: Appended) => void;
  reject: (reason: unknown) => void;
}>;

type Ready = Waiting & Readonly<{ prepared: PreparedChange }>;

/**
 * Gathers the changes that wait and commits them together: one transaction, one lock, one flush for many. Two lanes
 * take turns, so that one batch is prepared while the other is committed; they overlap only up to the lock.
 */
export class GroupCommit {
  private readonly queue: Waiting[] = [];
  private readonly idle: AppendLane[];
  private readonly lanes: readonly AppendLane[];
  private readonly running = new Set<Promise<void>>();
  private lastTurn: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    url: string,
    private readonly limits: LogLimits,
    keyring: Keyring,
  ) {
    const stored = newStoredOnce(keyring);
    this.lanes = [new AppendLane(url, limits, stored), new AppendLane(url, limits, stored)];
    this.idle = [...this.lanes];
  }

  append(change: NewChange): Promise<Appended> {
    if (this.closed) return Promise.reject(new LogUnavailable('it was closed'));
    const appended = new Promise<Appended>((resolve, reject) => {
      this.queue.push({ change, resolve, reject });
      this.start();
    });
    appended.catch(() => change.chain?.break());
    return appended;
  }

  /** Commits what waits, then lets go of the connections. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.running.size > 0) await Promise.all(this.running);
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private start(): void {
    const lane = this.idle.pop();
    if (lane === undefined) return;
    const run = this.run(lane).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(lane: AppendLane): Promise<void> {
    for (;;) {
      const turn = this.nextTurn();
      await Promise.all([turn.wait, gathered()]);
      const batch = this.take();
      if (batch.length === 0) {
        turn.pass();
        break;
      }
      await this.commit(lane, batch, turn.pass);
    }
    this.idle.push(lane);
  }

  // Prepared here and not when it comes: while one batch is committed, the next is worked on.
  private take(): readonly Ready[] {
    const batch: Ready[] = [];
    let bytes = 0;
    while (batch.length < this.limits.batchChanges && bytes < this.limits.batchBytes) {
      const waiting = this.queue.shift();
      if (waiting === undefined) break;
      const ready = prepare(waiting);
      if (ready === undefined) continue;
      batch.push(ready);
      bytes += ready.prepared.bytes;
    }
    return batch;
  }

  private async commit(lane: AppendLane, batch: readonly Ready[], onHeld: () => void): Promise<void> {
    try {
      const outcomes = await lane.commit(
        batch.map(({ prepared }) => prepared),
        onHeld,
      );
      outcomes.forEach((outcome, index) => settle(batch[index], outcome));
    } catch (error) {
      await this.isolate(lane, batch, error);
    }
  }

  // One change that Postgres will not take must not take the others with it.
  private async isolate(lane: AppendLane, batch: readonly Ready[], error: unknown): Promise<void> {
    if (batch.length > 1 && error instanceof pg.DatabaseError) {
      for (const waiting of batch) await this.commit(lane, [waiting], nothing);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }

  // A batch is taken when the one before has the log: as late, and so as large, as can be, and in order.
  private nextTurn() {
    const wait = this.lastTurn;
    let pass: () => void = () => undefined;
    this.lastTurn = new Promise((resolve) => {
      pass = resolve;
    });
    return { wait, pass };
  }
}

function prepare(waiting: Waiting): Ready | undefined {
  try {
    const { change, resolve, reject } = waiting;
    return { change, resolve, reject, prepared: prepareChange(change) };
  } catch (error) {
    waiting.reject(error);
    return undefined;
  }
}

// Lets everything that is ready to append do so first.
function gathered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function nothing(): void {
  // The turn was passed on already.
}

function settle(waiting: Waiting | undefined, outcome: Outcome): void {
  if (waiting === undefined) throw new Error('a batch has more outcomes than changes');
  switch (outcome.kind) {
    case 'placed':
      waiting.resolve(outcome.placed.appended);
      break;
    case 'duplicate':
      waiting.resolve(outcome.appended);
      break;
    case 'refused':
      waiting.reject(outcome.reason);
  }
}
