import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Dice } from '../../../../test/support/dice.js';
import { generatedHistory } from '../../../../test/support/generated-history.js';
import { naiveBlame, naiveRuns } from '../../../../test/support/naive-answers.js';
import { NaiveSearch } from '../../../../test/support/naive-search.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { openReads } from '../read/reads.js';
import { auditStep } from './audit-catch-up.js';
import type { ImageUsageCursor, ImageUsageFilter } from './image-usage.js';

declare global {
  /** Changes and Deployments of the history, when it is not the small one: ROLLBOOK_AUDIT_HISTORY=100000x500 (jest.config.js). */
  var auditHistory: string | undefined;
}

const [CHANGES = 0, DEPLOYMENTS = 0] = (globalThis.auditHistory ?? '4500x40').split('x').map(Number);
const PATIENCE = 60_000 + CHANGES * 20;

describe('blame and image usage of a generated history', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  const naive = new NaiveSearch();
  const streams = new Map<string, number>();

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    store = new PostgresEventStore({ url: database.url, pool });
    const history = [...generatedHistory({ deployments: DEPLOYMENTS, changes: CHANGES, late: 100 })];
    for (let from = 0; from < CHANGES; from += 100) {
      const told = history.slice(from, from + 100);
      const recorded = await Promise.all(told.map((change) => store.append(change)));
      recorded.forEach(({ change, stream }, index) => {
        naive.add({ change, told: told[index]! });
        streams.set(stream.uid, stream.id);
      });
    }
    while (await auditStep(pool));
  }, PATIENCE);
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const blame = async (uid: string, asOf: string, limit = 1000) => {
    const lines: string[] = [];
    for (let after: string | undefined; ;) {
      const question = {
        streamId: streams.get(uid)!,
        asOf,
        removed: false,
        limit,
        ...(after !== undefined && { after }),
      };
      const rows = await openReads(pool).readBlame(question);
      // The order of a list is a field of its own, which the naive computation does not know.
      const fields = rows.filter((row) => !Array.isArray(row.after));
      lines.push(
        ...fields.map(
          ({ path, change, before, after: value }) =>
            `${path}: ${JSON.stringify(value)} by ${change}, was ${JSON.stringify(before)}`,
        ),
      );
      after = rows.at(-1)?.path;
      if (rows.length < limit) return lines.sort();
    }
  };

  it(
    'when a Deployment is blamed, each field has the change that altered it last, now and in the past',
    async () => {
      const head = String(await store.head());
      const dice = new Dice(3);
      for (const uid of [...streams.keys()].slice(0, 40)) {
        for (const asOf of [head, String(1 + dice.below(Number(head)))]) {
          expect(await blame(uid, asOf)).toEqual(naiveBlame(naive.all, uid, BigInt(asOf)));
        }
      }
      const [uid = ''] = streams.keys();
      expect(await blame(uid, head, 3)).toEqual(naiveBlame(naive.all, uid, BigInt(head)));
    },
    PATIENCE,
  );

  it('when one field is asked for, it is answered with those beneath it; what was removed is kept', async () => {
    const [uid = ''] = streams.keys();
    const question = { streamId: streams.get(uid)!, asOf: '1000000', limit: 100 };
    const { readBlame } = openReads(pool);
    const strategy = await readBlame({ ...question, path: 'spec.strategy', removed: false });
    expect(strategy.map(({ path }) => path)).toEqual([
      ...['spec.strategy.rollingUpdate.maxSurge', 'spec.strategy.rollingUpdate.maxUnavailable', 'spec.strategy.type'],
    ]);
    expect(await readBlame({ ...question, path: 'spec.strat', removed: true })).toEqual([]);
    const all = await readBlame({ ...question, removed: true });
    const living = await readBlame({ ...question, removed: false });
    expect(all.filter(({ removed }) => !removed)).toEqual(living);
  });

  const usage = async (filter: ImageUsageFilter, limit = 1000) => {
    const lines: string[] = [];
    for (let after: ImageUsageCursor | undefined; ;) {
      const rows = await openReads(pool).listImageUsage(filter, { limit, ...(after !== undefined && { after }) });
      lines.push(
        ...rows.map(({ uid, container, image, since, until, broughtIn, takenOut }) =>
          [uid, `${container}=${image}`, +since, broughtIn, until === null ? '-' : +until, takenOut ?? '-'].join(' '),
        ),
      );
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) return lines.sort();
      after = [last.broughtIn, last.container];
    }
  };

  it(
    'when images are asked for, each run is there, from when to when and by whom, late changes and deletions included',
    async () => {
      const runs = naiveRuns(naive.all);
      expect(await usage({ image: { kind: 'folder', text: 'registry.example.com/' } }, 7)).toEqual(
        runs.filter((line) => line.includes('=registry.example.com/')),
      );
      const envoy = { image: { kind: 'repository', text: 'docker.io/library/envoy' } } as const;
      expect(await usage(envoy)).toEqual(runs.filter((line) => line.includes('=envoy:')));
      const tag = { image: { kind: 'tag', text: 'v1.7' } } as const;
      expect(await usage(tag)).toEqual(runs.filter((line) => line.includes(':v1.7 ')));
      const prefix = { image: { kind: 'prefix', text: 'envoy:v1.2' } } as const;
      expect(await usage(prefix)).toEqual(runs.filter((line) => line.includes('=envoy:v1.2')));
    },
    PATIENCE,
  );

  it('when a time is given, those that ran in it are there, and a reader sees their namespaces', async () => {
    const [first, middle] = [naive.all[0]!, naive.all[Math.floor(CHANGES / 2)]!].map(({ told }) => told.occurredAt);
    const filter = {
      image: { kind: 'folder', text: 'docker.io/' },
      since: new Date(first!),
      until: new Date(middle!),
    } as const;
    const overlaps = (line: string) => {
      const [, , since, , until] = line.split(' ');
      return Number(since) < middle! && (until === '-' || (Number(until) > first! && until !== since));
    };
    const runs = naiveRuns(naive.all).filter((line) => line.includes('=envoy:') && overlaps(line));
    expect(await usage(filter)).toEqual(runs);
    const scope = [{ cluster: 'production', namespace: '*' }];
    const places = new Map(naive.all.map(({ told: { stream } }) => [stream.uid, stream.cluster]));
    expect(await usage({ ...filter, scope })).toEqual(
      runs.filter((line) => places.get(line.split(' ')[0]!) === 'production'),
    );
  });
});
