export default async function tearDown() {
  const { run, listener } = globalThis.postgresRun;
  listener.close();
  if (run.child === undefined || run.child.exitCode !== null) return;
  const ended = new Promise((resolve) => run.child.once('exit', resolve));
  if (run.child.connected) run.child.disconnect();
  await ended;
}
