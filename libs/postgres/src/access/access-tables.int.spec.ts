import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import { listAttempts, recordAttempts } from './postgres-attempts.js';
import { PostgresBindings } from './postgres-bindings.js';

const BINDING = { role: 'viewer', subjects: ['bob', 'carol'], groups: [], cluster: 'default', namespace: '*' } as const;
const ATTEMPT = {
  door: 'graphql',
  operation: 'setImage',
  cluster: 'default',
  namespace: 'shop',
  code: 'NotAllowed',
} as const;

describe('bindings and attempts in Postgres', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let bindings: PostgresBindings;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    bindings = new PostgresBindings(pool);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  it('when a binding was ended, neither its end nor what it gave can be altered, nor can it be removed', async () => {
    const { id } = await bindings.make(BINDING, 'alice');
    await bindings.end(id, 'alice');

    for (const statement of [
      "update setting.role_binding set role = 'admin'",
      'update setting.role_binding set ended_at = now()',
      'update setting.role_binding set ended_at = null, ended_by = null',
      "update setting.role_binding set subjects = subjects || '{eve}'",
      'delete from setting.role_binding',
      'truncate setting.role_binding',
    ])
      await expect(pool.query(statement)).rejects.toThrow('append-only');
  });

  it('when an attempt is kept, what was tried can be neither altered nor removed', async () => {
    await recordAttempts(pool, [{ ...ATTEMPT, subject: 'bob', reason: 'no' }]);

    for (const statement of [
      "update log.attempt set operation = 'x'",
      "update log.attempt set namespace = 'x'",
      'delete from log.attempt',
      'truncate log.attempt',
    ])
      await expect(pool.query(statement)).rejects.toThrow('append-only');
  });

  it('when a person is erased, no binding and no attempt names them', async () => {
    await bindings.make(BINDING, 'bob');
    const own = { ...ATTEMPT, subject: 'bob', groups: ['dev'], address: '10.0.0.7', userAgent: 'kubectl' };
    await recordAttempts(pool, [
      { ...own, reason: 'User "bob" cannot' },
      { ...ATTEMPT, subject: 'carol', reason: 'no', address: '10.0.0.8' },
    ]);
    const store = new PostgresEventStore({ url: database.url, pool });

    await store.erasePerson('bob');
    await store.close();

    expect(await bindings.living()).toMatchObject([{ subjects: ['erased person', 'carol'], madeBy: 'erased person' }]);
    expect(await listAttempts(pool, {}, { limit: 10, scope: 'all' })).toMatchObject([
      { subject: 'carol', address: '10.0.0.8' },
      { subject: 'erased person', groups: [], address: null, userAgent: null, reason: 'User "erased person" cannot' },
    ]);
  });
});
