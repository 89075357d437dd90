import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { change, created, scaled } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { makeSigningKey, verifySignature } from '../../../../test/support/signing.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { keepTree } from '../tree/keep-tree.js';
import { checkLog } from './check-log.js';

describe('a check of the log in Postgres', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof openPool>;
  let store: PostgresEventStore;
  const key = makeSigningKey();

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
    let expected = (await store.append(change({ expected: 'none', events: [created()] }))).streamPosition;
    for (const count of [299, 300]) {
      const [first = scaled(1), ...rest] = Array.from({ length: count }, (_, index) => scaled(index));
      const provenance = { userAgent: 'kubectl' };
      const one = change({ expected, events: [first, ...rest], cause: 'why', provenance });
      expected = (await store.append(one)).streamPosition;
      await keepTree(pool, key);
    }
    for (const table of TABLES) await pool.query(`alter table log.${table} disable trigger all`);
  });
  afterEach(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const part of checkLog(pool, verifySignature)) {
      found.push(...part.faults.map(({ position, message }) => `${position}: ${message}`));
    }
    return found;
  };

  it('when nothing was altered, it finds nothing, and says how far it is', async () => {
    await store.append(change({ expected: 600, events: [scaled(1)] }));
    const parts = [];
    for await (const part of checkLog(pool, verifySignature)) parts.push(part);

    expect(parts.map(({ done, total }) => [done, total])).toEqual([
      [0, 601],
      [601, 601],
    ]);
    expect(parts.flatMap((part) => part.faults)).toEqual([]);
    expect(parts[0]!.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a payload', `update log.event set payload = '{"replicas":99}' where position = 321`, '321: DeploymentScaled of'],
    ['a type', `update log.event set type = 'Odd' where position = 7`, '7: Odd of'],
    ['a summary', `update log.change set summary = 'nothing' where id = 2`, '2: DeploymentScaled of'],
    ['a remark', `update log.change set remark = null where id = 301`, '301: DeploymentScaled of'],
    ['a name', `update log.stream set name = 'other' where id = 1`, '1: DeploymentCreated of prod/shop/other'],
    ['who it was', `update log.actor set sealed = sealed || 'x' where id = 1`, '1: who made it (row 1 of log.actor)'],
    ['what it came from', `update log.provenance set sealed = sealed || 'x' where id = 1`, 'row 1 of log.provenance)'],
    ['a template', `update log.pod_template set body = substr(body, 2)`, '1: its template'],
    ['how many', `update log.change set event_count = 298 where id = 2`, '300: change 2 says that it has 298 events'],
    ['an event', `delete from log.event where position = 400`, '400: the event was taken out'],
    ['the tail', `delete from log.event where position > 598`, '599: the event was taken out'],
    ['an actor', `delete from log.actor where id = 1`, '1: its change, stream, actor or provenance was taken out'],
  ])('when %s was altered behind the triggers, the position is named', async (_name, sql, expected) => {
    await pool.query(sql);

    expect((await faults())[0]).toContain(expected);
  });

  it.each([
    ['a leaf hash with it', `update log.event set payload = '{}', leaf_hash = $1 where position = 299`, 299],
    ['a stored hash', `update log.tree_node set hash = $1 where level = 8 and index = 1`, 257],
    ['a root', `update log.tree_head set root_hash = $1 where size = 600`, 301],
    ['a signature', `update log.tree_head set signature = $1 where size = 600`, 600],
    ['a key', `update log.signing_key set public_key = $1 where number = 1`, 1],
  ])('when %s was altered, it is found', async (_name, sql, position) => {
    await pool.query(sql, [Buffer.alloc(32, 1)]);

    expect((await faults()).some((fault) => fault.startsWith(`${position}: `))).toBe(true);
  });

  it('when events and heads were all made anew by another, the key is another, and only that tells', async () => {
    await pool.query('delete from log.tree_head; delete from log.signing_key; delete from log.tree_node');
    const thief = makeSigningKey();
    await keepTree(pool, thief);

    expect(await faults()).toEqual([]);
  });
});

const TABLES = [
  'event',
  'change',
  'stream',
  'actor',
  'provenance',
  'pod_template',
  'tree_node',
  'tree_head',
  'signing_key',
];
