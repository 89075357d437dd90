import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { StreamKind } from '#libs/event-store';
import { change } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { openWatchReads } from '../watch/watch-reads.js';
import { openReads, type Reads } from './reads.js';

const AT = Date.parse('2026-11-25T10:00:00Z');

describe('objects that are kept whole', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  let reads: Reads;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
    reads = openReads(pool);
    await write('Service', 'shop/web', { type: 'ClusterIP' });
    await write('Service', 'shop/web', { type: 'NodePort' }, 1);
    await write('Service', 'auth/web', {});
    await write('Pod', 'shop/one', {});
    await end('Pod', 'shop/one', 30);
    await write('Pod', 'shop/gone', {});
    await end('Pod', 'shop/gone', 0);
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const streamOf = (kind: StreamKind, place: string) => {
    const [namespace = '', name = ''] = place.split('/');
    return { kind, cluster: 'default', namespace, name, uid: `${kind} ${place}` };
  };
  const write = (kind: StreamKind, place: string, spec: object, expected: 'none' | number = 'none') =>
    store.append(
      change({
        stream: streamOf(kind, place),
        expected,
        occurredAt: AT,
        events: [{ type: 'ObjectWritten', schemaVersion: 1, payload: { object: { kind, spec } } }],
      }),
    );
  const end = (kind: StreamKind, place: string, endingSeconds: number) =>
    store.append(
      change({
        stream: streamOf(kind, place),
        expected: 1,
        ends: true,
        occurredAt: AT,
        events: [{ type: 'ObjectDeleted', schemaVersion: 1, payload: { endingSeconds } }],
      }),
    );
  const list = async (kind: StreamKind, namespace?: string, seconds = 1) => {
    const place = { cluster: 'default', kind, ...(namespace !== undefined && { namespace }) };
    const rows = await reads.listObjects(place, new Date(AT + seconds * 1000));
    return rows.map((row) => `${row.namespace}/${row.name}`);
  };

  it('when a kind is listed, it gives the living ones by namespace and name', async () => {
    expect(await list('Service')).toEqual(['auth/web', 'shop/web']);
    expect(await list('Service', 'shop')).toEqual(['shop/web']);
    expect(await list('Namespace')).toEqual([]);
  });

  it('when one is ending, it is there until it is gone', async () => {
    expect(await list('Pod')).toEqual(['shop/one']);
    expect(await list('Pod', undefined, 29.9)).toEqual(['shop/one']);
    expect(await list('Pod', undefined, 30)).toEqual([]);
  });

  it('when the end of one is hastened, it is gone so long after its deletion', async () => {
    await write('Pod', 'auth/one', {});
    await end('Pod', 'auth/one', 30);
    const payload = { endingSeconds: 10, graceSeconds: 5 };
    const again = { events: [{ type: 'ObjectDeleted', schemaVersion: 1, payload }], occurredAt: AT + 5000 } as const;
    await store.append(change({ stream: streamOf('Pod', 'auth/one'), expected: 2, ends: true, late: true, ...again }));
    const [row] = await reads.listObjects({ cluster: 'default', kind: 'Pod', namespace: 'auth' }, new Date(AT + 9999));
    expect(row).toMatchObject({
      deletedAt: new Date(AT),
      goneAt: new Date(AT + 10_000),
      graceSeconds: 5,
      streamPosition: 3,
    });
    expect(await list('Pod', 'auth', 10)).toEqual([]);
    const moments = await openWatchReads(pool).readNextMoments([row!.streamId], new Date(AT + 6000));
    expect(moments.get(row!.streamId)).toEqual(new Date(AT + 10_000));
  });

  it('when one is looked for, it is what was written last, where it stands, and when it goes', async () => {
    const at = new Date(AT + 1000);
    const web = await reads.findObject({ cluster: 'default', kind: 'Service', namespace: 'shop', name: 'web' }, at);
    expect(web).toMatchObject({
      uid: 'Service shop/web',
      position: '2',
      streamPosition: 2,
      written: { type: 'ObjectWritten', schemaVersion: 1, payload: { object: { spec: { type: 'NodePort' } } } },
      deletedAt: null,
      deletedPosition: null,
      goneAt: null,
    });
    const pod = await reads.findObject({ cluster: 'default', kind: 'Pod', namespace: 'shop', name: 'one' }, at);
    expect(pod).toMatchObject({ position: '5', deletedPosition: '5', goneAt: new Date(AT + 30_000) });
    const gone = await reads.findObject({ cluster: 'default', kind: 'Pod', namespace: 'shop', name: 'gone' }, at);
    expect(gone).toBeUndefined();
  });

  it('when something was recorded in a namespace, the namespace is held, until it is deleted', async () => {
    expect((await reads.listHeldNamespaces('default')).map(({ name, position }) => [name, position])).toEqual([
      ['auth', '3'],
      ['shop', '1'],
    ]);
    expect(await reads.listHeldNamespaces('other')).toEqual([]);
    await write('Namespace', 'shop/shop', {});
    await end('Namespace', 'shop/shop', 0);
    expect(await reads.findHeldNamespace('default', 'shop')).toBeUndefined();
    await write('Service', 'shop/again', {});
    expect(await reads.findHeldNamespace('default', 'shop')).toMatchObject({ name: 'shop', position: '13' });
    expect(await reads.readBeginning()).toBeInstanceOf(Date);
  });
});
