import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { change, scaled, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresEventStore } from './postgres-event-store.js';

const TABLES = ['stream', 'actor', 'provenance', 'change', 'event', 'pod_template'];
const COLUMNS: Readonly<Record<string, string>> = {
  actor: 'digest',
  provenance: 'digest',
  change: 'summary',
  event: 'type',
  pod_template: 'body',
  stream: 'name',
};

describe('the log refuses, by the database itself', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url, { size: 1 });
    store = new PostgresEventStore({ url: database.url, pool });
    await store.append(change({}));
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const refusal = { code: '23001', message: expect.stringContaining('append-only') };

  it.each(TABLES)('to update %s', async (table) => {
    const column = COLUMNS[table];
    await expect(pool.query(`update log.${table} set ${column} = ${column}`)).rejects.toMatchObject(refusal);
  });

  it.each(TABLES)('to delete from %s', async (table) => {
    await expect(pool.query(`delete from log.${table}`)).rejects.toMatchObject(refusal);
    await expect(pool.query(`delete from log.${table} where false`)).rejects.toMatchObject(refusal);
  });

  it.each(TABLES)('to truncate %s', async (table) => {
    await expect(pool.query(`truncate log.${table} cascade`)).rejects.toMatchObject(refusal);
  });

  it.each(TABLES)('to change %s also where triggers are switched off for a session', async (table) => {
    await pool.query('set session_replication_role = replica');
    await expect(pool.query(`delete from log.${table}`)).rejects.toMatchObject(refusal);
    await expect(pool.query(`update log.${table} set ${COLUMNS[table]} = null`)).rejects.toMatchObject(refusal);
    await pool.query('reset session_replication_role');
  });

  it('to change an event by the back door of an insert', async () => {
    const upsert = `insert into log.event select * from log.event on conflict (position) do update set type = 'x'`;
    await expect(pool.query(upsert)).rejects.toMatchObject(refusal);
  });

  it('to end a stream twice, or to open it again', async () => {
    await store.append(change({ stream: { ...WEB, name: 'ended', uid: 'uid-7' }, ends: true }));

    await expect(pool.query('update log.stream set ended_at = 99 where id = 2')).rejects.toMatchObject(refusal);
    await expect(pool.query('update log.stream set ended_at = null where id = 2')).rejects.toMatchObject(refusal);
    await expect(pool.query(`update log.stream set ended_at = 9, uid = '' where id = 1`)).rejects.toMatchObject(
      refusal,
    );
  });

  it('to change a setting', async () => {
    await expect(pool.query('delete from setting.cluster_setting')).rejects.toMatchObject(refusal);
    await expect(pool.query('update setting.pod_life_setting set never_ready = true')).rejects.toMatchObject(refusal);
  });

  it('to give the service more than it needs, and lets it append', async () => {
    await pool.query(`create role probe login password 'probe' in role rollbook_service`).catch(() => undefined);
    const url = new URL(database.url);
    [url.username, url.password] = ['probe', 'probe'];
    const own = openPool(url.href, { size: 1 });
    const service = new PostgresEventStore({ url: url.href, pool: own });

    expect(await service.append(change({ expected: 1, events: [scaled(3)] }))).toMatchObject({ streamPosition: 2 });
    expect(await service.append(change({ expected: 2, ends: true, events: [scaled(0)] }))).toMatchObject({
      streamPosition: 3,
    });
    await expect(own.query('alter table log.event disable trigger all')).rejects.toMatchObject({ code: '42501' });
    await expect(own.query('delete from log.event')).rejects.toMatchObject({ code: '42501' });
    await expect(own.query(`update log.stream set name = 'x'`)).rejects.toMatchObject({ code: '42501' });

    await service.close();
    await own.end();
  });
});
