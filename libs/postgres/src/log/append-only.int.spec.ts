import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { change, scaled, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresSettings } from '../setting/postgres-settings.js';
import { PostgresEventStore } from './postgres-event-store.js';

const TREE = ['tree_node', 'tree_head', 'signing_key'];
const TABLES = ['stream', 'actor', 'provenance', 'change', 'event', 'pod_template', 'erasure', ...TREE];
const COLUMNS: Readonly<Record<string, string>> = {
  actor: 'digest',
  provenance: 'digest',
  change: 'summary',
  event: 'type',
  pod_template: 'body',
  erasure: 'digest',
  tree_node: 'hash',
  tree_head: 'signature',
  signing_key: 'signature',
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
    await store.append(change({ expected: 1, events: [scaled(2)], actor: { subject: 'carol', groups: [] } }));
    await store.erasePerson('carol');
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
    const settings = new PostgresSettings(pool);
    await settings.setClusterRelease('prod', '1.36', 'alice');
    await settings.setPodLife({ cluster: 'prod', startSeconds: 1, terminationSeconds: 1, neverReady: false }, 'alice');

    for (const table of ['cluster_setting', 'pod_life_setting']) {
      await expect(pool.query(`delete from setting.${table}`)).rejects.toMatchObject(refusal);
      await expect(pool.query(`truncate setting.${table}`)).rejects.toMatchObject(refusal);
      await expect(pool.query(`update setting.${table} set cluster = 'x'`)).rejects.toMatchObject(refusal);
      await expect(pool.query(`update setting.${table} set set_by = 'bob'`)).rejects.toMatchObject(refusal);
    }
  });

  it('to take a person away without a trace, or to give them another key', async () => {
    const refused = { code: '23001' };
    await expect(pool.query('delete from setting.person_key')).rejects.toMatchObject(refused);
    await expect(pool.query('update setting.person_key set lookup = key')).rejects.toMatchObject(refused);
    await expect(pool.query(`update setting.person_key set erased_at = null, key = ''`)).rejects.toMatchObject(refused);
  });

  it('to give the service more than it needs, and lets it append', async () => {
    await pool.query(`create role probe login password 'probe' in role rollbook_service`).catch(() => undefined);
    const url = new URL(database.url);
    [url.username, url.password] = ['probe', 'probe'];
    const own = openPool(url.href, { size: 1 });
    const service = new PostgresEventStore({ url: url.href, pool: own });

    const dave = { actor: { subject: 'dave', groups: ['dev'] } };
    expect(await service.append(change({ expected: 2, events: [scaled(3)], ...dave }))).toMatchObject({
      streamPosition: 3,
    });
    expect(await service.append(change({ expected: 3, ends: true, events: [scaled(0)] }))).toMatchObject({
      streamPosition: 4,
    });
    await expect(own.query('update setting.person_key set key = null')).rejects.toMatchObject({ code: '42501' });
    await expect(own.query('alter table log.event disable trigger all')).rejects.toMatchObject({ code: '42501' });
    await expect(own.query('delete from log.event')).rejects.toMatchObject({ code: '42501' });
    await expect(own.query(`update log.stream set name = 'x'`)).rejects.toMatchObject({ code: '42501' });

    await service.close();
    await own.end();
  });
});
