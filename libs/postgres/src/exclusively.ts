import type { Pool } from 'pg';

/**
 * Does one work at a time among all processes of a database: for decisions that look at more than one stream. Of one process a
 * single work waits in the database, so that those that wait take no connections from the one that goes on.
 */
export class Exclusively {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: Pool) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#alone(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query(LOCK);
      return await work();
    } finally {
      await client.query('rollback').then(
        () => client.release(),
        (error: unknown) => client.release(error instanceof Error ? error : true),
      );
    }
  }
}

// "roll" and "allt" in ASCII. Held by a transaction, it ends with its connection.
const LOCK = 'select pg_advisory_xact_lock(1919904876, 1634495604)';
