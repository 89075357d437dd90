import type { Config } from './config.js';

/** What carries doorbells: Redis where it is given, Postgres otherwise. */
export function queueOf({ redisUrl }: Pick<Config, 'redisUrl'>, databaseUrl: string) {
  return redisUrl === undefined
    ? ({ kind: 'postgres', url: databaseUrl } as const)
    : ({ kind: 'redis', url: redisUrl } as const);
}
