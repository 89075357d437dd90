import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresSettings } from './postgres-settings.js';

describe('PostgresSettings', () => {
  let database: TestDatabase;
  let pool: Pool;
  let settings: PostgresSettings;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url, { size: 2 });
    settings = new PostgresSettings(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('when nothing was set, it says so', async () => {
    expect(await settings.podLives('empty')).toEqual([]);
    expect(await settings.clusterRelease('empty')).toBeUndefined();
  });

  it('when a rule is set twice for the same pods, the newer one alone counts', async () => {
    const slow = { cluster: 'a', startSeconds: 30, terminationSeconds: 5, neverReady: false };
    await settings.setPodLife({ ...slow, namespace: 'shop' }, 'ann');
    await settings.setPodLife({ ...slow, imagePattern: 'broken:*', neverReady: true }, 'ann');
    await settings.setPodLife({ ...slow, namespace: 'shop', startSeconds: 1.5 }, 'bob');

    expect(await settings.podLives('a')).toEqual([
      { ...slow, imagePattern: 'broken:*', neverReady: true, id: 2, setBy: 'ann', setAt: expect.any(Date) },
      { ...slow, namespace: 'shop', startSeconds: 1.5, id: 3, setBy: 'bob', setAt: expect.any(Date) },
    ]);
    expect(await settings.podLives('b')).toEqual([]);
  });

  it('when the release is set again, the newer one counts', async () => {
    await settings.setClusterRelease('a', '1.28', 'ann');
    const newer = await settings.setClusterRelease('a', '1.29', 'bob');

    expect(newer).toEqual({ id: 2, cluster: 'a', release: '1.29', setBy: 'bob', setAt: expect.any(Date) });
    expect(await settings.clusterRelease('a')).toEqual(newer);
  });

  it('when a row is changed or deleted, the database refuses', async () => {
    await expect(pool.query('update setting.cluster_setting set cluster = $1', ['x'])).rejects.toThrow('append-only');
    await expect(pool.query('delete from setting.pod_life_setting')).rejects.toThrow('append-only');
  });
});
