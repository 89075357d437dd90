import { findBinaries } from './binaries.js';
import { prepareCluster } from './cluster.js';
import { clearLeftOver } from './left-over.js';
import { lockFolder } from './lock-folder.js';
import { readOrMakePassword } from './password.js';
import { findPlace } from './place.js';
import { postgresUrl } from './postgres-url.js';
import { startServer } from './server.js';
import { makeSocketFolder } from './socket-folder.js';

export type EmbeddedPostgres = Readonly<{
  url: string;
  /** What was found from a Rollbook that did not end properly. */
  leftOver: 'nothing' | 'stopped' | 'stale';
  /** Resolves when Postgres ended without being asked to. */
  ended: Promise<string>;
  stop: () => Promise<void>;
}>;

export type EmbeddedPostgresOptions = Readonly<{
  dataFolder: string;
  /** Each line that Postgres says. */
  onLine: (line: string) => void;
}>;

/**
 * Starts the Postgres that comes with Rollbook on a data folder, which is made on the first start. It listens on a Unix
 * socket alone.
 * @throws FolderInUse, FolderUnusable, NoEmbeddedPostgres, PostgresFailed, WrongPostgresVersion
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const place = await findPlace(options.dataFolder, binaries);
  const lock = await lockFolder(place.folder, options.dataFolder);
  try {
    const secret = await readOrMakePassword(options.dataFolder);
    const leftOver = await clearLeftOver(place.data);
    await prepareCluster(place, binaries.majorVersion, secret);
    const socketFolder = await makeSocketFolder(place);
    const server = await startServer(place, socketFolder, options.onLine);
    return {
      url: postgresUrl(secret.password, socketFolder),
      leftOver,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
