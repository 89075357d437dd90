import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import {
  checkpointText,
  CompactTree,
  fromHex,
  keyFor,
  keyProblem,
  keyStatement,
  makeConsistencyPath,
  makeInclusionPath,
  makeRoot,
  originOf,
  toHex,
  verifyConsistency,
  verifyInclusion,
} from '#libs/proof';
import { change, created, scaled } from '../../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { makeSigningKey, verifySignature } from '../../../../test/support/signing.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { keepTree } from './keep-tree.js';
import { sha256, subtreeReader } from './read-subtrees.js';
import { rotateKey } from './rotate-key.js';
import { listTreeHeads, readNewestHead, readSigningKeys } from './tree-rows.js';

describe('the tree in Postgres', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  let expected: number | 'none';

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
    expected = 'none';
  });
  afterEach(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const append = async (count: number): Promise<void> => {
    for (let rest = count; rest > 0; rest -= 1000) {
      const [first = scaled(1), ...more] = Array.from({ length: Math.min(rest, 1000) }, (_, index) => scaled(index));
      const opens = expected === 'none';
      const events = [opens ? created() : first, ...more] as const;
      expected = (await store.append(change({ expected, events }))).streamPosition;
    }
  };
  const roots = async (): Promise<string[]> => {
    const tree = new CompactTree(sha256);
    const found = [toHex(tree.root())];
    for (const { hash } of await store.readLeaves(0n, 1_000_000)) {
      tree.append(fromHex(hash)!);
      found.push(toHex(tree.root()));
    }
    return found;
  };
  const nodes = async () =>
    (
      await pool.query<{ level: number; count: number }>(
        'select level, count(*)::int from log.tree_node group by level order by level',
      )
    ).rows;

  it('when nothing is recorded, there is nothing to sign', async () => {
    expect(await keepTree(pool, makeSigningKey())).toEqual({ kind: 'idle' });
    expect(await readNewestHead(pool)).toBeUndefined();
  });

  it('when events are recorded, their head is signed by the log’s first key, and once', async () => {
    const key = makeSigningKey();
    await append(300);

    expect(await keepTree(pool, undefined)).toEqual({ kind: 'idle' });
    expect(await keepTree(pool, key)).toEqual({ kind: 'signed', size: '300' });
    expect(await keepTree(pool, key)).toEqual({ kind: 'idle' });

    const head = (await readNewestHead(pool))!;
    const [first] = await readSigningKeys(pool);
    const origin = originOf(sha256, key.publicKey);
    expect(keyProblem(origin, [], { key: first!, verify: verifySignature })).toBeUndefined();
    expect(toHex(head.rootHash)).toBe((await roots())[300]);
    const text = checkpointText({ origin, size: 300, root: head.rootHash, time: head.signedAt.getTime() });
    expect(verifySignature(key.publicKey, text, head.signature)).toBe(true);
    expect(await nodes()).toEqual([{ level: 8, count: 1 }]);
  });

  it('when it grows over many nodes, each size has its root, and proofs hold', async () => {
    await append(1500);
    await keepTree(pool, makeSigningKey());
    await append(600);
    await keepTree(pool, makeSigningKey());
    const known = await roots();
    const read = subtreeReader(pool);
    const leaves = await store.readLeaves(0n, 3000);

    expect(await nodes()).toEqual([{ level: 8, count: 8 }]);
    for (const size of [1, 2, 255, 256, 257, 511, 512, 1000, 1024, 1500, 2048, 2099, 2100]) {
      expect(toHex(await makeRoot(sha256, read, size))).toBe(known[size]);
      const root = fromHex(known[size]!)!;
      for (const index of [0, size - 1, Math.floor(size / 2)]) {
        const path = await makeInclusionPath(sha256, read, { index, size });
        const leaf = fromHex(leaves[index]!.hash)!;
        expect(verifyInclusion(sha256, { index, size, leaf, path, root })).toBe(true);
      }
      const path = await makeConsistencyPath(sha256, read, { first: size, second: 2100 });
      const [firstRoot, secondRoot] = [root, fromHex(known[2100]!)!];
      expect(verifyConsistency(sha256, { first: size, second: 2100, firstRoot, secondRoot, path })).toBe(true);
    }
  });

  it('when there is more than one go can store, it says so, and goes on', async () => {
    await pool.query(`alter table log.event disable trigger all`);
    await pool.query(MANY);
    const key = makeSigningKey();

    expect(await keepTree(pool, key)).toEqual({ kind: 'growing' });
    expect(await keepTree(pool, key)).toEqual({ kind: 'signed', size: '70000' });
    expect(await nodes()).toEqual([
      { level: 8, count: 273 },
      { level: 16, count: 1 },
    ]);
    const tree = new CompactTree(sha256);
    for (let position = 1; position <= 70_000; position++) tree.append(sha256(Buffer.from(String(position))));
    expect(toHex((await readNewestHead(pool))!.rootHash)).toBe(toHex(tree.root()));
  });

  it('when another keeps it, it does not wait', async () => {
    const other = await pool.connect();
    await other.query('begin; select pg_advisory_xact_lock(1919904876, 1953653093)');

    expect(await keepTree(pool, makeSigningKey())).toEqual({ kind: 'busy' });

    await other.query('rollback');
    other.release();
  });

  it('when something of what was signed is altered, nothing more is signed', async () => {
    const key = makeSigningKey();
    await append(300);
    await keepTree(pool, key);
    await pool.query(`alter table log.event disable trigger all`);
    await pool.query(`update log.event set leaf_hash = sha256('x') where position = 299`);
    await append(1);

    await expect(keepTree(pool, key)).rejects.toMatchObject({ code: 'TreeBroken', size: '300' });
    expect(await listTreeHeads(pool, { limit: 10, fromEnd: false })).toHaveLength(1);
  });

  it('when the key is rotated, the old signs what was there, the new what comes, and the chain holds', async () => {
    const [old, next] = [makeSigningKey(), makeSigningKey()];
    await append(10);
    await keepTree(pool, old);
    await append(5);

    expect(await rotateKey(pool, old, next)).toBe(2);
    await append(5);
    expect(await keepTree(pool, old)).toMatchObject({ kind: 'other key' });
    expect(await keepTree(pool, next)).toEqual({ kind: 'signed', size: '20' });
    await expect(rotateKey(pool, old, makeSigningKey())).rejects.toMatchObject({ code: 'NotTheNewestKey' });

    const heads = await listTreeHeads(pool, { limit: 10, fromEnd: false });
    expect(heads.map(({ size, keyNumber }) => [size, keyNumber])).toEqual([
      ['10', 1],
      ['15', 1],
      ['20', 2],
    ]);
    const keys = await readSigningKeys(pool);
    const origin = originOf(sha256, old.publicKey);
    expect(
      keys.map((key, index) => keyProblem(origin, keys.slice(0, index), { key, verify: verifySignature })),
    ).toEqual([undefined, undefined]);
    expect(heads.map(({ size }) => keyFor(keys, Number(size))?.number)).toEqual([1, 1, 2]);
    expect(verifySignature(old.publicKey, keyStatement(origin, keys[1]!), keys[1]!.signature)).toBe(true);
  });
});

const MANY = `
  insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, leaf_hash)
  select n, n, 1, n, 1, 'Odd', '{}', sha256(n::text::bytea) from generate_series(1, 70000) n`;
