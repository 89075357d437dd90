import { rm } from 'node:fs/promises';

export default async function tearDown(_globalConfig, { globals }) {
  await rm(globals.startedDataFolder, { recursive: true, force: true });
  const { run, listener } = globalThis.postgresRun;
  listener.close();
  if (run.child === undefined || run.child.exitCode !== null) return;
  const ended = new Promise((resolve) => run.child.once('exit', resolve));
  if (run.child.connected) run.child.disconnect();
  await ended;
}
