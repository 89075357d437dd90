import { open, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FolderInUse } from './errors.js';

export type FolderLock = Readonly<{ release: () => Promise<void> }>;

/**
 * Takes a folder for this process. The lock is a socket that its holder listens on: unlike a file with a process number it
 * tells a living holder from a dead one for certain, also from within another container on the same folder.
 * @throws FolderInUse
 */
export async function lockFolder(folder: string, shownAs = folder): Promise<FolderLock> {
  const handle = await open(folder, 'r');
  // The path of a socket may have 107 characters; through the open folder it is always short.
  const path = platform() === 'linux' ? `/proc/self/fd/${handle.fd}/lock` : join(folder, 'lock');
  try {
    const server = await take(shownAs, path);
    return {
      release: async () => {
        await new Promise((resolve) => server.close(resolve));
        await handle.close();
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function take(shownAs: string, path: string): Promise<Server> {
  for (;;) {
    const server = await listen(path);
    if (server !== undefined) return server;
    const holder = await askHolder(path);
    if (holder !== undefined) throw new FolderInUse(shownAs, holder);
    await removeStale(shownAs, path);
  }
}

// Two may find the same stale lock, and the second would remove the first one's new lock: it is looked at once more after
// it was moved out of the way, and put back when somebody answers.
async function removeStale(shownAs: string, path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  const holder = await askHolder(aside);
  if (holder !== undefined) {
    await rename(aside, path);
    throw new FolderInUse(shownAs, holder);
  }
  await rm(aside, { force: true });
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(`process ${process.pid}`);
    });
    server.unref();
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}

/** What the holder says of itself; undefined when nobody listens. */
async function askHolder(path: string): Promise<string | undefined> {
  try {
    const holder = await text(connect(path));
    return holder === '' ? 'just starting' : holder;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' ? 'of another user' : undefined;
  }
}
