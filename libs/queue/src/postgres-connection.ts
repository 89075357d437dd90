/** BullMQ's tables stand in a schema of their own. */
const SCHEMA = 'rollbook_queue';

/**
 * Connections that do not wait for the disk (synchronous_commit off): a ring that a crash of the machine loses is found by the
 * sweep, and a commit costs microseconds instead of a flush. They stay open, so that a ring after a pause does not pay for
 * logging in.
 */
export function postgresConnection(url: string) {
  const address = new URL(url.replace('@/', '@localhost/'));
  const given = address.searchParams.get('options');
  address.searchParams.delete('options'); // it would replace ours, and with it BullMQ's search path
  return {
    connectionString: given === null ? url : address.href,
    schema: SCHEMA,
    migrate: true,
    options: [given, '-c synchronous_commit=off', '-c jit=off'].filter((part) => part !== null).join(' '),
    application_name: 'rollbook queue',
    max: 4,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
}
