import { openPool, PostgresEventStore, PostgresRebuildTarget, storedViewVersions } from '#libs/postgres';
import { rebuild, type RebuildOptions, type Rebuilt, VIEWS_VERSION, ViewsOfOtherVersion } from '#libs/projections';

export type RebuildViewsOptions = RebuildOptions & Readonly<{ masterKey: Uint8Array | undefined }>;

/**
 * Makes all views anew beside the old ones, and switches.
 * @throws RebuildRunning
 */
export async function rebuildViews(url: string, options: RebuildViewsOptions): Promise<Rebuilt> {
  return await withTarget(url, { wait: false, ...options }, (ports) => rebuild(ports, options));
}

/**
 * Rebuilds when another version of the fold made the views. Several workers may find this out at once: one rebuilds, the
 * others wait for it.
 * @throws ViewsOfOtherVersion when a newer Rollbook made them
 */
export async function rebuildOutdatedViews(url: string, options: RebuildViewsOptions): Promise<Rebuilt | undefined> {
  if (!(await areOutdated(url))) return undefined;
  return await withTarget(url, { wait: true, ...options }, async (ports) =>
    (await areOutdated(url)) ? await rebuild(ports, options) : undefined,
  );
}

async function areOutdated(url: string): Promise<boolean> {
  const pool = openPool(url, { size: 1, applicationName: 'rollbook rebuild' });
  try {
    const versions = await storedViewVersions(pool);
    const newest = versions.at(-1) ?? VIEWS_VERSION;
    if (newest > VIEWS_VERSION) throw new ViewsOfOtherVersion(newest);
    return versions.some((version) => version < VIEWS_VERSION);
  } finally {
    await pool.end();
  }
}

type Ports = Readonly<{ log: PostgresEventStore; target: PostgresRebuildTarget }>;

// Connections of its own: it works while all who write to the views are made to wait, with theirs.
async function withTarget<T>(
  url: string,
  { wait, masterKey }: { wait: boolean } & Pick<RebuildViewsOptions, 'masterKey'>,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const pool = openPool(url, { size: 8, applicationName: 'rollbook rebuild', masterKey });
  const log = new PostgresEventStore({ url, pool });
  try {
    const target = await PostgresRebuildTarget.open(pool, { wait });
    return await work({ log, target }).finally(() => target.close());
  } finally {
    await log.close();
    await pool.end();
  }
}
