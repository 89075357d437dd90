import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportLog, type ExportOptions, keepTree, openPool, PostgresEventStore, rotateKey } from '#libs/postgres';
import { fingerprint } from '#libs/proof';
import { makeSigningKey } from '#libs/signing';
import { change, created, scaled } from '../../../test/contract/event-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { ExportCheck, type Report } from './check-export.js';
import { readHead } from './head.js';
import { sha256 } from './sha256.js';
import type { Trust } from './trust.js';

describe('an export from Postgres', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof openPool>;
  let store: PostgresEventStore;
  const key = makeSigningKey();

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
  });
  afterEach(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const sign = async (signer = key): Promise<void> => {
    for (let kept = await keepTree(pool, signer); kept.kind === 'growing';) kept = await keepTree(pool, signer);
  };
  let at: number | 'none' = 'none';
  const append = async (count: number, more: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    for (let rest = count; rest > 0; rest--) {
      const events = [at === 'none' ? created() : scaled(rest)] as const;
      at = (await store.append(change({ expected: at, events, ...more }))).streamPosition;
    }
  };
  beforeEach(() => {
    at = 'none';
  });

  const exported = async (options: Partial<ExportOptions> = {}): Promise<string[]> => {
    let text = '';
    for await (const part of exportLog(pool, { persons: 'open', now: () => 1_790_000_000_000, ...options }))
      text += part.text;
    return text.split('\n').slice(0, -1);
  };
  const check = (lines: readonly string[], trust: Partial<Trust> = {}): Report => {
    const checked = new ExportCheck({ key: fingerprint(sha256, key.publicKey), head: undefined, ...trust });
    for (const line of lines) checked.take(Buffer.from(line));
    return checked.finish(false);
  };

  it('when it is of all, of several pages, heads and keys, it is whole', async () => {
    const next = makeSigningKey();
    await append(600, { cause: 'größer, “quoted” \u2028' });
    await sign();
    await append(700);
    await rotateKey(pool, key, next);
    await append(3);
    await sign(next);

    expect(check(await exported())).toMatchObject({
      header: { from: 1, to: 1303, erased: [] },
      events: 1303,
      heads: 3,
      newest: { signer: { number: 2 } },
    });
  });

  it.each([
    { from: 1, to: 5 },
    { from: 1, to: 4 },
    { from: 2, to: 5 },
    { from: 6, to: 6 },
    { from: 7, to: 11 },
    { from: 3, to: 12 },
    { from: 12, to: 12 },
  ])('when it is of $from to $to, it is whole, and proved by the head over it', async ({ from, to }) => {
    for (const count of [5, 5, 2]) {
      await append(count);
      await sign();
    }
    const report = check(await exported({ from, to }));

    expect(report).toMatchObject({ header: { from, to }, events: to - from + 1 });
    expect(report.newest.head.size).toBe([5, 10, 12].find((size) => size >= to));
  });

  it('when a part is skipped, its hashes are as good as its events', async () => {
    await append(9);
    await sign();
    const lines = await exported({ from: 4, to: 6 });
    const at = lines.findIndex((line) => line.startsWith('{"skipped"'));
    const bent = lines.with(at, lines[at]!.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)));

    expect(() => check(bent)).toThrow('are not those that the head of 9 events was signed for');
  });

  it.each([
    [{ to: 4 }, '--to must be between 1 and 3, not 4'],
    [{ from: 4 }, '--from must be between 1 and 3, not 4'],
    [{ from: 3, to: 2 }, '--from must be between 1 and 2, not 3'],
  ])('when the range is %j of 3 that a head is over, it is refused', async (range, message) => {
    await append(3);
    await sign();
    await append(1);

    await expect(exported(range)).rejects.toThrow(message);
    expect(check(await exported()).events).toBe(3);
  });

  it('when there is no head yet, it says what is missing', async () => {
    await append(1);

    await expect(exported()).rejects.toMatchObject({ code: 'NoTreeHead' });
  });

  it('when somebody is erased, exports from before and after are whole, and each says so', async () => {
    const carol = { actor: { subject: 'carol', groups: ['sre'] }, cause: 'carol’s reason' };
    await append(2, carol);
    await append(1, { ...carol, events: [{ type: 'ChangeAttributed', schemaVersion: 1, payload: { change: '1' } }] });
    await append(1, { actor: { subject: 'alice', groups: [], impersonator: 'carol' } });
    await append(1, { actor: { subject: 'alice', groups: [] } });
    await sign();
    const before = await exported();
    const { person } = (await store.erasePerson('carol'))!;
    const after = await exported();

    expect(check(before)).toMatchObject({ header: { erased: [] }, closed: new Map() });
    expect(check(after)).toMatchObject({
      header: { erased: [{ person, position: 5 }] },
      closed: new Map([[person, 4]]),
    });
    expect(after.join('\n')).not.toContain('carol');
    const leaves = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split('"leaf":{')[1] ?? []);
    expect(leaves(after)).toEqual(leaves(before));
  });

  it('when it is sealed, no key is in it, and it is whole', async () => {
    await append(2, { cause: 'why' });
    await sign();
    const lines = await exported({ persons: 'sealed' });

    expect(lines.join('\n')).not.toMatch(/"(?:open|subject|impersonator)":"/);
    expect(check(lines)).toMatchObject({ header: { persons: 'sealed' }, events: 2 });
  });

  it.each([
    ['payload', `update log.event set payload = '{"replicas":99}' where position = 3`, '3: event 3 was altered'],
    ['summary', `update log.change set summary = 'nothing' where id = 2`, '2: event 2 was altered'],
    [
      'time',
      `update log.change set occurred_at = occurred_at - interval '1 ms' where id = 4`,
      '4: event 4 was altered',
    ],
    ['actor', `update log.actor set sealed = substr(sealed, 1, 60) || sealed where id = 1`, '1: '],
    ['row', `delete from log.event where position = 3`, '3: event 4 stands where event 3 should'],
    [
      'hash too',
      `update log.event set payload = '{}', leaf_hash = sha256('x') where position = 3`,
      '3: event 3 was altered',
    ],
  ])('when a %s was altered behind the triggers, its position is named', async (_name, sql, message) => {
    await append(5);
    await sign();
    for (const table of ['event', 'change', 'actor']) await pool.query(`alter table log.${table} disable trigger all`);
    await pool.query(sql);
    const lines = await exported({ persons: 'sealed' });

    let found = 'nothing';
    try {
      check(lines);
    } catch (error) {
      const { position, message: said } = error as { position: number; message: string };
      found = `${position}: ${said}`;
    }
    expect(found).toContain(message);
  });

  it('when a head was kept from an export before, the next has grown from it', async () => {
    await append(3);
    await sign();
    const kept = readHead(check(await exported()).newest.note);
    await append(3);
    await sign();

    expect(check(await exported(), { head: kept }).events).toBe(6);
    expect(check(await exported({ from: 4 }), { head: kept }).events).toBe(3);
  });
});
