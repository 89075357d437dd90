import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/**
 * Lets specs ask for a Postgres server over a socket. The first to ask starts it, so that a run without such specs
 * pays nothing; `TEST_DATABASE_URL` names a server to use instead.
 */
export default async function setUp(_globalConfig, { globals }) {
  const run = { child: undefined };
  let answer;
  const ask = () =>
    (answer ??= globals.testDatabaseUrl ? Promise.resolve({ url: globals.testDatabaseUrl }) : startServer(run));
  const listener = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    ask().then((value) => socket.end(JSON.stringify(value)));
  });
  await rm(globals.postgresSocket, { force: true });
  await new Promise((resolve) => listener.listen(globals.postgresSocket, resolve));
  listener.unref();
  globalThis.postgresRun = { run, listener };
}

function startServer(run) {
  run.child = fork(fileURLToPath(new URL('postgres-server.js', import.meta.url)), { execArgv: [], detached: true });
  return new Promise((resolve) => {
    run.child.once('message', resolve);
    run.child.once('exit', (code) => resolve({ error: `the Postgres of the tests ended with ${code}` }));
  });
}
