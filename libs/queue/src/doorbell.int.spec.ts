import { describe, expect, it } from '@jest/globals';
import { openDoorbell } from '#libs/queue';
import { doorbellContract } from '../../../test/contract/doorbell.contract.js';
import { freePort } from '../../../test/support/free-port.js';
import { createEmptyDatabase } from '../../../test/support/postgres.js';
import { startTestRedis } from '../../../test/support/redis.js';

doorbellContract('Postgres', async () => {
  const database = await createEmptyDatabase();
  return { backend: { kind: 'postgres', url: database.url }, end: () => database.drop() };
});

doorbellContract('Postgres, with options in its address', async () => {
  const database = await createEmptyDatabase();
  const url = `${database.url}?options=-c%20statement_timeout%3D60000`;
  return { backend: { kind: 'postgres', url }, end: () => database.drop() };
});

doorbellContract('Redis', async () => {
  const redis = await startTestRedis();
  return { backend: { kind: 'redis', url: redis.url }, end: () => redis.stop() };
});

describe('openDoorbell', () => {
  it.each([
    ['redis', 'the queue cannot be reached in Redis (REDIS_URL): '],
    ['postgres', 'the queue cannot be reached in Postgres: '],
  ] as const)('when there is no %s, it says so', async (kind, message) => {
    const protocol = kind === 'redis' ? 'redis' : 'postgresql';
    const url = `${protocol}://nobody:secret@127.0.0.1:${await freePort()}/0`;

    const opening = openDoorbell({ kind, url }, { onError: () => undefined });

    await expect(opening).rejects.toMatchObject({
      code: 'QueueUnavailable',
      message: expect.stringContaining(message),
    });
    await expect(opening).rejects.toMatchObject({ message: expect.not.stringContaining('secret') });
  });
});
