import { openPool, PostgresEventStore, PostgresRebuildTarget, PostgresViewStore } from '#libs/postgres';
import { rebuild, type RebuildOptions, type Rebuilt } from '#libs/projections';
import { createTestDatabase } from './postgres.js';

/** A migrated database with its log and its views. */
export type ViewWorld = Awaited<ReturnType<typeof openViewWorld>>;

export async function openViewWorld() {
  const database = await createTestDatabase();
  const { url } = database;
  const pool = openPool(url);
  const log = new PostgresEventStore({ url, pool });
  const views = new PostgresViewStore(pool);
  return {
    url,
    pool,
    log,
    views,
    ports: { log, views },
    rebuild: (options: RebuildOptions = {}, prepare?: (target: PostgresRebuildTarget) => void) =>
      rebuildViews(url, options, prepare),
    close: async () => {
      await log.close();
      await pool.end();
      await database.drop();
    },
  };
}

async function rebuildViews(
  url: string,
  options: RebuildOptions,
  prepare?: (target: PostgresRebuildTarget) => void,
): Promise<Rebuilt> {
  const pool = openPool(url, { size: 8 });
  const log = new PostgresEventStore({ url, pool });
  try {
    const target = await PostgresRebuildTarget.open(pool);
    prepare?.(target);
    return await rebuild({ log, target }, options).finally(() => target.close());
  } finally {
    await log.close();
    await pool.end();
  }
}
