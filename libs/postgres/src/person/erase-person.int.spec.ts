import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { canonicalJson, leafBytes } from '#libs/event-store';
import { change, scaled, sha256, WEB } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { openReads } from '../read/reads.js';
import { PostgresSettings } from '../setting/postgres-settings.js';
import { PostgresTokens } from '../token/postgres-tokens.js';
import { checkMasterKey } from './find-person.js';
import { readPerson } from './read-person.js';

const BOB = { actor: { subject: 'bob', groups: ['ops', 'dev'] } };
const NOBODY = { changes: 0, inClear: 0, erasures: [] };

describe('persons in Postgres', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let stores: PostgresEventStore[];
  let open: (masterKey?: Uint8Array) => pg.Pool;
  let pools: pg.Pool[];

  beforeEach(async () => {
    database = await createTestDatabase();
    pools = [];
    open = (masterKey) => {
      const opened = openPool(database.url, { masterKey });
      pools.push(opened);
      return opened;
    };
    pool = open();
    stores = [1, 2].map(() => new PostgresEventStore({ url: database.url, pool }));
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((opened) => opened.end()));
    await database.drop();
  });

  const list = async (filter: Parameters<ReturnType<typeof openReads>['listChanges']>[0], own = pool) => {
    const rows = await openReads(own).listChanges(filter, { limit: 10, fromEnd: false });
    return rows.map(({ change: number }) => number);
  };
  const scale = (store: number, expected: number, more = {}) =>
    stores[store]!.append(change({ expected, events: [scaled(expected)], ...more }));

  it('when a person is erased, filters find them no more, in no namespace either', async () => {
    await stores[0]!.append(change({}));
    await scale(0, 1, BOB);
    await scale(0, 2, { actor: { subject: 'carol', groups: [], impersonator: 'bob' } });
    expect(await list({ actor: 'bob' })).toEqual(['2', '3']);
    expect(await list({ actor: 'bob', namespace: 'shop' })).toEqual(['2', '3']);
    expect(await readPerson(pool, 'bob')).toEqual({ ...NOBODY, person: expect.any(Number), changes: 2 });

    const erasure = await stores[0]!.erasePerson('bob');

    expect(await list({ actor: 'bob' })).toEqual([]);
    expect(await list({ actor: 'bob', namespace: 'shop' })).toEqual([]);
    expect(await list({ actor: `erased person #${erasure!.person}` })).toEqual([]);
    expect(await list({ actor: 'carol' })).toEqual(['3']);
    expect(await readPerson(pool, 'bob')).toEqual({
      ...NOBODY,
      person: null,
      erasures: [{ person: erasure!.person, erasedAt: expect.any(String) }],
    });
    const { rows } = await pool.query('select lookup from setting.actor_group');
    expect(rows).toHaveLength(1); // alice's dev
  });

  it('when a person is erased, the audit index forgets the words of their causes, and of no others', async () => {
    await stores[0]!.append(change({}));
    await scale(0, 1, { ...BOB, cause: 'the leak of Mallory' });
    await scale(0, 2, { actor: { subject: 'carol', groups: ['ops'], impersonator: 'bob' }, cause: 'asked by Mallory' });
    await scale(0, 3, { actor: { subject: 'bob', groups: ['ops'], impersonator: 'carol' }, cause: 'told Mallory' });
    expect(await list({ words: 'mallory' })).toEqual(['2', '3', '4']);
    expect(await list({ group: 'ops' })).toEqual(['2', '3', '4']);

    await stores[0]!.erasePerson('bob');

    expect(await list({ words: 'mallory' })).toEqual(['4']);
    expect(await list({ words: 'leak' })).toEqual([]);
    expect(await list({ group: 'ops' })).toEqual(['3']);
    expect(await list({ eventTypes: ['DeploymentScaled'] })).toEqual(['2', '3', '4']);
  });

  it('when another process has their key still, it seals what comes with another', async () => {
    await stores[0]!.append(change({}));
    await scale(0, 1, BOB);
    await scale(1, 2, BOB);
    await stores[0]!.erasePerson('bob');

    await scale(1, 3, BOB);
    await scale(0, 4, BOB);

    expect(await list({ actor: 'bob' })).toEqual(['4', '5']);
    expect((await stores[0]!.readLog(3n, 1))[0]).toMatchObject(BOB);
  });

  it('when a person is erased, what is stored of them in clear goes, and their tokens end', async () => {
    const tokens = new PostgresTokens(pool);
    const settings = new PostgresSettings(pool);
    const { token } = await tokens.create({ name: 'ci', subject: 'bob', groups: ['ops'] });
    await settings.setClusterRelease('prod', '1.36', 'bob');
    await stores[0]!.append(change(BOB));

    const tombstone = `erased person #${(await stores[0]!.erasePerson('bob'))!.person}`;

    expect(await tokens.stateOf(token)).toBe('revoked');
    expect(await tokens.list()).toMatchObject([{ name: tombstone, subject: tombstone, groups: [] }]);
    expect(await settings.clusterRelease('prod')).toMatchObject({ release: '1.36', setBy: tombstone });
    const dump = await pool.query<{ text: string }>(
      'select a::text as text from log.actor a union all select e::text from log.erasure e union all select k::text from setting.person_key k',
    );
    expect(JSON.stringify(dump.rows)).not.toContain('bob');
  });

  it('when there is a master key, keys are useless without it', async () => {
    const master = open(Buffer.alloc(32, 1));
    const store = new PostgresEventStore({ url: database.url, pool: master });
    await store.append(change(BOB));
    await store.close();

    expect((await new PostgresEventStore({ url: database.url, pool: master }).readLog(0n, 1))[0]).toMatchObject(BOB);
    expect(await list({ actor: 'bob' }, master)).toEqual(['1']);
    await expect(stores[0]!.readLog(0n, 1)).rejects.toMatchObject({ code: 'MasterKeyMissing' });
    await expect(scale(0, 1)).rejects.toMatchObject({ code: 'MasterKeyMissing' });
    await expect(checkMasterKey(pool)).rejects.toMatchObject({ code: 'MasterKeyMissing' });
    const wrong = new PostgresEventStore({ url: database.url, pool: open(Buffer.alloc(32, 2)) });
    await expect(wrong.readLog(0n, 1)).rejects.toMatchObject({ code: 'MasterKeyWrong' });
    expect(await stores[0]!.readLeaves(0n, 1)).toHaveLength(1);
  });

  it('when it was recorded before there were seals, it reads and is found as before, and its leaf keeps its format', async () => {
    await stores[0]!.append(change({}));
    await inClear(pool);

    expect((await stores[0]!.readLog(1n, 1))[0]).toMatchObject({
      actor: { subject: 'dave', groups: ['dev'], impersonator: 'root' },
      provenance: { address: '10.0.0.7', session: 's-1', userAgent: 'kubectl' },
      cause: 'because',
    });
    expect([await list({ actor: 'dave' }), await list({ actor: 'root' })]).toEqual([['2'], ['2']]);
    const [leaf] = await stores[0]!.readLeaves(1n, 1);
    expect(leaf!.hash).toBe(sha256(`\0${leaf!.text}`));
    expect(JSON.parse(leaf!.text)).toMatchObject({ leaf: 1, cause: 'because' });
    expect(await stores[0]!.erasePerson('dave')).toBeUndefined();
    expect(await readPerson(pool, 'dave')).toEqual({ ...NOBODY, person: null, inClear: 1 });
    await scale(0, 2, { actor: { subject: 'dave', groups: ['dev'], impersonator: 'root' } });
    expect(await list({ actor: 'dave' })).toEqual(['2', '3']);
  });
});

// A change as the log of leaf format 1 has it.
async function inClear(pool: pg.Pool): Promise<void> {
  const actor = canonicalJson({ subject: 'dave', groups: ['dev'], impersonator: 'root' });
  const leaf = leafBytes({
    position: 2n,
    change: 2n,
    stream: WEB,
    streamPosition: 2,
    type: 'DeploymentScaled',
    schemaVersion: 1,
    payload: '{"replicas":7}',
    personal: {
      format: 1,
      actor: sha256(actor),
      provenance: canonicalJson({ address: '10.0.0.7', session: 's-1', userAgent: 'kubectl' }),
      cause: 'because',
    },
    source: 'import',
    summary: 'scaled',
    occurredAt: 5000,
    recordedAt: 9_000_000_000_000,
  });
  const origin = canonicalJson({ address: '10.0.0.7', userAgent: 'kubectl' });
  const digests = [Buffer.from(sha256(actor), 'hex'), Buffer.from(sha256(origin), 'hex')];
  await pool.query('insert into log.actor (id, digest, body) values (2, $1, $2)', [digests[0], actor]);
  await pool.query('insert into log.provenance (id, digest, body) values (2, $1, $2)', [digests[1], origin]);
  await pool.query(`insert into log.change (id, stream_id, actor_id, provenance_id, event_count, source, session, cause,
      summary, occurred_at, recorded_at)
    values (2, 1, 2, 2, 1, 'import', 's-1', 'because', 'scaled', to_timestamp(5), to_timestamp(9000000000))`);
  await pool.query(
    `insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, leaf_hash)
    values (2, 2, 1, 2, 1, 'DeploymentScaled', '{"replicas":7}', $1)`,
    [Buffer.from(sha256(leaf), 'hex')],
  );
}
