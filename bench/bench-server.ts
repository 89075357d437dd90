import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { migrate, openPool } from '#libs/postgres';

export type BenchServer = Readonly<{
  /** Makes a migrated database and answers its URL. */
  database: () => Promise<string>;
  stop: () => Promise<void>;
}>;

/** Postgres as it comes, durable and untuned, in a process of its own. */
export async function startBenchServer(): Promise<BenchServer> {
  const child = fork(resolve('test/support/postgres-server.js'), ['--as-it-comes'], { execArgv: [] });
  const [{ url, error }] = (await once(child, 'message')) as [{ url: string; error?: string }];
  if (error !== undefined) throw new Error(error);
  let databases = 0;
  return {
    database: async () => {
      const name = `bench_${++databases}`;
      const pool = openPool(url);
      await pool.query(`create database ${name} template template0`);
      await pool.end();
      const own = new URL(`/${name}`, url).href;
      await migrate(own);
      return own;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
