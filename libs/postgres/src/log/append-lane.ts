import { AppendOutcomeUnknown, LogUnavailable } from '#libs/event-store';
import { AppendConnection } from './append-connection.js';
import { commitBatch, CommitInterrupted, SealsOutdated, type CommittedBatch, type Written } from './commit-batch.js';
import { classifyFailure, failureText } from './failure.js';
import type { LogLimits } from './log-limits.js';
import type { PreparedChange } from './prepared-change.js';
import type { StoredOnce } from './stored-once.js';
import { wasCommitted } from './was-committed.js';

/** Commits one batch after the other on a connection of its own, through whatever befalls the connection. */
export class AppendLane {
  private connection: Promise<AppendConnection> | undefined;

  constructor(
    private readonly url: string,
    private readonly limits: LogLimits,
    private readonly stored: StoredOnce,
  ) {}

  /**
   * Calls `onHeld` once the batch holds the log, or has failed to get it.
   * @throws LogUnavailable, AppendOutcomeUnknown, and what Postgres says of a change it will not take
   */
  async commit(changes: readonly PreparedChange[], onHeld: () => void): Promise<CommittedBatch['outcomes']> {
    const deadline = Date.now() + this.limits.appendMilliseconds;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(changes, onHeld);
      } catch (error) {
        if (error instanceof SealsOutdated) {
          this.stored.persons.forget();
          continue;
        }
        this.disconnect();
        onHeld();
        const outcomes = error instanceof CommitInterrupted && (await this.lookUp(error.written, deadline));
        if (outcomes) return outcomes;
        await pauseOrGiveUp(error, attempt, deadline);
      }
    }
  }

  async close(): Promise<void> {
    const client = await this.connection?.catch(() => undefined);
    await client?.end();
  }

  private async attempt(changes: readonly PreparedChange[], onHeld: () => void): Promise<CommittedBatch['outcomes']> {
    const client = await (this.connection ??= AppendConnection.open(this.url, this.limits));
    const templates = await this.stored.templates.encode(changes, client);
    const sealed = await this.stored.persons.seal(changes, client);
    const committed = await commitBatch(client, { sealed, templates, known: this.stored }, onHeld);
    this.stored.templates.committed(committed.templates, templates);
    this.stored.actors.remember(committed.newActors);
    this.stored.provenances.remember(committed.newProvenances);
    this.stored.tip.committed(committed.base, committed);
    return committed.outcomes;
  }

  /** What an interrupted commit came to; undefined when it was not made. */
  private async lookUp(written: Written, deadline: number): Promise<CommittedBatch['outcomes'] | undefined> {
    for (let attempt = 0; ; attempt++) {
      try {
        const client = await (this.connection ??= AppendConnection.open(this.url, this.limits));
        return (await wasCommitted(client, written)) ? written.committed.outcomes : undefined;
      } catch (error) {
        this.disconnect();
        if (Date.now() > deadline) throw new AppendOutcomeUnknown(failureText(error));
        await pause(attempt);
      }
    }
  }

  private disconnect(): void {
    const { connection } = this;
    this.connection = undefined;
    this.stored.tip.forget();
    connection?.then((client) => client.end()).catch(ignore);
  }
}

async function pauseOrGiveUp(error: unknown, attempt: number, deadline: number): Promise<void> {
  if (classifyFailure(error) === 'permanent') throw error;
  if (Date.now() > deadline) throw new LogUnavailable(failureText(error));
  await pause(attempt);
}

// 10, 20, 40 … 640 ms: a restart of Postgres is bridged, and a short break hardly noticed.
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 6)));
}

function ignore(): void {
  // It is given up, and says why on the next attempt if it must.
}
