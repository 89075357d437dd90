import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { meets, parseLabelSelector } from '#libs/kubernetes';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { openReads, type Reads } from './reads.js';

const AT = new Date('2026-11-25T10:00:00Z');
const scope = [{ cluster: '*', namespace: '*' }];

const LABELS: readonly Readonly<Record<string, string>>[] = [
  {},
  { app: 'web' },
  { app: 'web', tier: 'front', size: '9' },
  { app: 'api', tier: 'back', size: '11' },
  { app: 'api', size: 'x' },
  { 'example.com/app': '' },
];

const INSERT = `insert into view.deployment
  (stream_id, cluster, namespace, name, uid, created_at, created_change, labels, annotations, images, spec, template_hash, last_change, last_changed_at, position)
  values ($1, 'default', 'shop', $2, $3, $4, 1, $5, '{}', '{}', '{}', '\\x00', 1, $4, 1)`;

describe('the list of Deployments', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let reads: Reads;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    reads = openReads(pool);
    for (const [index, labels] of LABELS.entries())
      await pool.query(INSERT, [index + 1, `web-${index}`, `uid ${index}`, AT, labels]);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it.each([
    'app=web',
    'app!=web',
    'app in (web,api)',
    'app notin (web)',
    'tier',
    '!tier',
    'size>10',
    'size<10',
    'example.com/app=',
    'app=web,tier',
    'app=nothing',
  ])('when %j is selected, it is what the selector says', async (text) => {
    const labels = parseLabelSelector(text);
    const filter = { cluster: 'default', labels, includeDeleted: false, scope };
    const rows = await reads.listDeployments(filter, { at: AT, limit: 10 });
    const meant = LABELS.flatMap((own, index) => (meets(labels, own) ? [`web-${index}`] : []));
    expect(rows.map(({ name }) => name)).toEqual(meant);
    expect(await reads.countDeployments(filter, { at: AT })).toBe(meant.length);
  });

  it('when one name is wanted, or what comes after one, that is given', async () => {
    const filter = { cluster: 'default', includeDeleted: false, scope };
    const [one] = await reads.listDeployments({ ...filter, name: 'web-3' }, { at: AT, limit: 10 });
    expect(one?.name).toBe('web-3');
    expect(await reads.countDeployments(filter, { at: AT, after: ['default', 'shop', 'web-3', 9] })).toBe(2);
  });
});
