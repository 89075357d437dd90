import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { cleanInbox } from './clean-inbox.js';
import { holdFacts } from './hold-facts.js';
import { readInboxStatus } from './inbox-status.js';
import type { NewFact, ReusedAuditId } from './insert-facts.js';
import { type OpenFact, type SettledFact, settleFacts } from './settle-facts.js';
import { inboxBacklog, storeBatch } from './store-batch.js';
import { type OpenBatch, takeBatches } from './take-batches.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
});
beforeEach(() => pool.query('truncate inbox.batch, inbox.fact, inbox.tally'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

function fact(name: string, given: Partial<NewFact> = {}): NewFact {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, given]))
    .digest('hex');
  return { namespace: 'shop', name, digest, body: JSON.stringify({ name }), ...given };
}

async function send(cluster: string, body: string): Promise<void> {
  await storeBatch(pool, { cluster, source: 'audit-webhook', body: Buffer.from(body) });
}

const sendFacts = (cluster: string, ...facts: readonly NewFact[]) => send(cluster, JSON.stringify(facts));

async function takeAll(onReused?: (ids: readonly ReusedAuditId[]) => void): Promise<void> {
  const take = ({ body }: OpenBatch) => ({
    facts: JSON.parse(body.toString()) as NewFact[],
    tallies: new Map([['skipped: a read', 2]]),
  });
  while (
    (await takeBatches(pool, { take, windowMilliseconds: 0, mostSilence: 1000, ...(onReused && { onReused }) })) > 0
  );
}

async function settleAll(state: SettledFact['state'], reason?: string): Promise<readonly (readonly OpenFact[])[]> {
  const seen: (readonly OpenFact[])[] = [];
  const settle = async (objects: readonly (readonly OpenFact[])[]): Promise<readonly SettledFact[]> => {
    seen.push(...objects);
    const open = objects.flat().filter(({ changedNothing }) => !changedNothing);
    return open.map(({ id, cluster }) => ({ id, cluster, state, ...(reason !== undefined && { reason }) }));
  };
  while ((await settleFacts(pool, settle)) > 0);
  return seen;
}

const namesOf = (objects: readonly (readonly OpenFact[])[]) => objects.map((facts) => facts.map(({ name }) => name));

it('when a batch cannot be taken in, it is set aside with the reason, and the others are taken in', async () => {
  await sendFacts('a', fact('web'));
  await send('a', 'no JSON');
  await sendFacts('b', fact('api'), fact('worse', { digest: 'no hex' }));
  await sendFacts('b', fact('db', { namespace: 'sh\0op' }), fact('half', { namespace: '\ud800' }));
  expect(await inboxBacklog(pool)).toBeGreaterThan(0);
  await takeAll();

  expect(await inboxBacklog(pool)).toBe(0);
  expect(namesOf(await settleAll('recorded'))).toEqual([['web'], ['db'], ['half']]);
  expect(await readInboxStatus(pool)).toMatchObject([
    {
      ...{ cluster: 'a', openBatches: 0, openBytes: 0, pending: 0, waiting: 0 },
      tallies: [
        { outcome: 'batches set aside', count: '1' },
        { outcome: 'recorded', count: '1' },
        { outcome: 'skipped: a read', count: '2' },
      ],
      setAside: [{ namespace: null, name: null, reason: expect.stringContaining('JSON') }],
    },
    {
      cluster: 'b',
      tallies: [{ outcome: 'batches set aside' }, { outcome: 'recorded', count: '2' }, { outcome: 'skipped: a read' }],
      setAside: [{ reason: expect.stringContaining('hexadecimal') }],
    },
  ]);
});

it('when something is told again, in the same batch or later, it is there once', async () => {
  await sendFacts('a', fact('web'), fact('web'));
  await sendFacts('a', fact('web'));
  await takeAll();
  await sendFacts('a', fact('web'));
  await sendFacts('b', fact('web'));
  await takeAll();

  expect(namesOf(await settleAll('recorded'))).toEqual([['web'], ['web']]);
  const tallies = (await readInboxStatus(pool)).flatMap((status) => status.tallies);
  expect(tallies).toContainEqual({ outcome: 'told before', count: '3', lastAt: expect.any(Date) });
});

it('when an audit id is used again for something else, it is warned of; told again it is not', async () => {
  const heard: ReusedAuditId[] = [];
  const take = () => takeAll((ids) => heard.push(...ids));
  await sendFacts('a', fact('web', { auditId: '1' }), fact('api', { auditId: '2' }), fact('db'));
  await take();
  await sendFacts('a', fact('web', { auditId: '1' }), fact('other'));
  await sendFacts('b', fact('web', { auditId: '1' }));
  await take();
  expect(heard).toEqual([]);
  await sendFacts('a', fact('hidden', { auditId: '2' }));
  await take();

  expect(heard).toEqual([{ cluster: 'a', auditId: '2' }]);
  const tallies = (await readInboxStatus(pool)).flatMap((status) => status.tallies);
  expect(tallies).toContainEqual({
    outcome: 'warning: an audit id was used again',
    count: '1',
    lastAt: expect.any(Date),
  });
});

it('when a write changed nothing, it is told again with an older one, and not with a newer one', async () => {
  await sendFacts('a', fact('web', { version: '20' }));
  await takeAll();
  await settleAll('nothing', 'it changed nothing');
  await sendFacts('a', fact('web', { version: '100' }));
  await takeAll();
  const newer = await settleAll('recorded');
  await sendFacts('a', fact('web', { version: '9' }));
  await takeAll();
  const older = await settleAll('recorded');

  const told = (objects: readonly (readonly OpenFact[])[]) =>
    objects.map((facts) => facts.map(({ changedNothing }) => changedNothing));
  expect(told(newer)).toEqual([[false]]);
  expect(told(older)).toEqual([[true, false]]);
});

it('when a fact is held, it waits for others of its object, and no longer than it is held', async () => {
  const [watched, audited] = [fact('web', { version: '12' }), fact('web', { version: '12', auditId: '1' })];
  const told = { ...watched, cluster: 'a' };
  await Promise.all([holdFacts(pool, [told], 60_000), holdFacts(pool, [told], 60_000), holdFacts(pool, [], 60_000)]);
  expect(await settleAll('recorded')).toEqual([]);
  await sendFacts('a', audited);
  await takeAll();
  const dueOf = (objects: readonly (readonly OpenFact[])[]) => objects.map((facts) => facts.map(({ isDue }) => isDue));
  expect(dueOf(await settleAll('recorded'))).toEqual([[false, true]]);

  await holdFacts(pool, [{ ...fact('api'), cluster: 'a' }], 0);
  expect(dueOf(await settleAll('recorded'))).toEqual([[true]]);
  await sendFacts('a', audited); // told again: what was held is no reason to take it twice
  await takeAll();
  expect(await settleAll('recorded')).toEqual([]);
});

it('when hours are over, what was done with is removed, and what waits for its whole is given up', async () => {
  await sendFacts('a', fact('old'), fact('part'));
  await takeAll();
  await settleAll('recorded');
  await pool.query(`update inbox.fact set state = 'waiting', settled_at = null where name = 'part'`);
  const ago = (interval: string) =>
    pool.query(`update inbox.batch set done_at = now() - interval '${interval}';
      update inbox.fact set due_at = now() - interval '${interval}', settled_at = case when settled_at is null then null
        else now() - interval '${interval}' end`);
  const left = async () => {
    const { rows } = await pool.query(`select (select count(*)::int from inbox.batch) as batches,
      (select string_agg(name || ' ' || state, ', ' order by name) from inbox.fact) as facts`);
    return rows[0] as object;
  };
  await ago('59 minutes');
  await cleanInbox(pool, 1);
  expect(await left()).toEqual({ batches: 1, facts: 'old recorded, part waiting' });
  await ago('61 minutes');
  await cleanInbox(pool, 1);

  expect(await left()).toEqual({ batches: 0, facts: 'part set aside' });
  expect(await readInboxStatus(pool)).toMatchObject([
    { setAside: [{ name: 'part', reason: expect.stringContaining('nothing told the whole object') }] },
  ]);
});
