import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { NewChange } from '#libs/event-store';
import { askedFilter } from '../../../../test/support/asked-changes.js';
import { Dice } from '../../../../test/support/dice.js';
import { generatedHistory } from '../../../../test/support/generated-history.js';
import { NaiveSearch } from '../../../../test/support/naive-search.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import type { ChangeListFilter } from '../read/change-list-filter.js';
import { openReads } from '../read/reads.js';
import { auditStep, readProgress } from './audit-catch-up.js';

const CHANGES = 700;

describe('changes found by the audit index', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  const history: NewChange[] = [...generatedHistory({ deployments: 40, changes: CHANGES, late: 50 })];
  const naive = new NaiveSearch();

  const record = async (count: number) => {
    for (const end = naive.count + count; naive.count < end;) {
      const told = history.slice(naive.count, Math.min(naive.count + 100, end));
      const recorded = await Promise.all(told.map((change) => store.append(change)));
      recorded.forEach(({ change }, index) => naive.add({ change, told: told[index]! }));
    }
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
    await record(100);
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const indexAll = async () => {
    while (await auditStep(pool));
  };

  /** All of it, page by page. */
  const search = async (filter: ChangeListFilter, fromEnd: boolean, limit: number) => {
    const found: string[] = [];
    for (;;) {
      const edge = fromEnd ? { before: found[0] } : { after: found.at(-1) };
      const bounds = found.length === 0 ? {} : (edge as { before?: string; after?: string });
      const page = await openReads(pool).listChanges(filter, { ...bounds, limit, fromEnd });
      const numbers = page.map(({ change }) => change);
      if (fromEnd) found.unshift(...numbers);
      else found.push(...numbers);
      if (numbers.length < limit) return found;
    }
  };

  it('when nobody has indexed anything, whoever asks does', async () => {
    expect(await readProgress(pool)).toMatchObject({ position: 0n });
    const filter = { eventTypes: ['DeploymentScaled'] };
    expect(await search(filter, false, 100)).toEqual(naive.find(filter));
    const { position, head } = await readProgress(pool);
    expect(position).toBe(head);
    expect(await auditStep(pool)).toBe(false);
  });

  it('when questions are asked of a generated history, the answers are those of a look at every change', async () => {
    const dice = new Dice(7);
    await record(CHANGES - 200);
    await indexAll();
    await record(100); // whoever asks indexes them
    for (let number = 0; number < 80; number += 1) {
      const filter = askedFilter(dice, history);
      const expected = naive.find(filter);
      expect({ filter, found: await search(filter, number % 2 === 0, 60) }).toEqual({ filter, found: expected });
    }
  }, 120_000);

  it('when a reader has a scope, nothing else is found', async () => {
    const scope = [{ cluster: 'production', namespace: 'team-*-shop' }];
    for (const filter of [{}, { sources: ['graphql' as const] }, { words: 'OPS' }]) {
      expect(await search({ ...filter, scope }, true, 50)).toEqual(naive.find({ ...filter, areas: scope }));
      expect(await search({ ...filter, scope: [] }, true, 50)).toEqual([]);
    }
  });

  it('when more images begin so than are looked up, it is refused and says what helps', async () => {
    await pool.query(`insert into audit.image select 'many:' || n from generate_series(1, 501) n`);
    const image = { kind: 'prefix', text: 'many:' } as const;
    await expect(search({ image }, true, 50)).rejects.toThrow(/more than 500 images begin with "many:": give more/);
  });

  it('when the index is of an older version, it is begun again', async () => {
    await pool.query(`update audit.checkpoint set version = 0; update audit.entry set terms = ''`);
    await indexAll();
    const filter = { words: 'release' };
    expect(await search(filter, true, 50)).toEqual(naive.find(filter));
  });

  it('when the index is of a newer version, no answer is given that lacks something', async () => {
    await pool.query('update audit.checkpoint set version = 1000');
    await expect(search({ words: 'release' }, true, 50)).rejects.toMatchObject({ code: 'AuditIndexBehind' });
  });
});
