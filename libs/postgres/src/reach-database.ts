import pg from 'pg';

/** The database cannot be reached with the address given. */
export class DatabaseUnavailable extends Error {
  readonly code = 'DatabaseUnavailable';
  constructor(where: string, reason: string) {
    super(`cannot connect to Postgres at ${where} (DATABASE_URL): ${reason}`);
  }
}

/**
 * Connects once, so that a start with a wrong address says so in words.
 * @throws DatabaseUnavailable
 */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseUnavailable(`${client.host}:${client.port}`, reasonOf(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

// A host with several addresses fails with one error for each, and no words of its own.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
