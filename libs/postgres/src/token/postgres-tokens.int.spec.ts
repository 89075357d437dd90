import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { PostgresTokens } from './postgres-tokens.js';

describe('PostgresTokens', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let tokens: PostgresTokens;
  const digest = (token: string) => createHash('sha256').update(token).digest();

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
    tokens = new PostgresTokens(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('when a token was made, it names its owner', async () => {
    const { token } = await tokens.create({ name: 'ci', subject: 'ann', groups: ['team-a'] });

    expect(await tokens.find(digest(token))).toEqual({ actor: { subject: 'ann', groups: ['team-a'] } });
    expect(await tokens.stateOf(token)).toBe('living');
  });

  it('when a token expires, it says when', async () => {
    const expiresAt = new Date('2030-01-01T00:00:00Z');
    const { token } = await tokens.create({ name: 'short', subject: 'ann', groups: [], expiresAt });

    expect(await tokens.find(digest(token))).toEqual({ actor: { subject: 'ann', groups: [] }, expiresAt });
  });

  it('when a token is unknown, it says so', async () => {
    expect(await tokens.find(digest('nobody'))).toBeUndefined();
    expect(await tokens.stateOf('nobody')).toBe('unknown');
  });

  it.each(['id', 'name'] as const)('when a token is revoked by its %s, it opens nothing any more', async (by) => {
    const name = `gone by ${by}`;
    const { id, token } = await tokens.create({ name, subject: 'bob', groups: [] });

    expect(await tokens.revoke(by === 'id' ? id : name)).toBe(1);
    expect(await tokens.revoke(by === 'id' ? id : name)).toBe(0);
    expect(await tokens.find(digest(token))).toBeUndefined();
    expect(await tokens.stateOf(token)).toBe('revoked');
  });

  it('when they are read page by page, each is there once, newest first', async () => {
    const whole = await tokens.list();
    const read = [];
    for (let page = await tokens.page({ limit: 2 }); page.length > 0;) {
      read.push(...page);
      page = await tokens.page({ limit: 2, after: page.at(-1)! });
    }

    expect(whole.length).toBeGreaterThan(2);
    expect(read).toEqual(whole);
  });

  it('when tokens are listed, the token itself is nowhere to be seen', async () => {
    const { id, token } = await tokens.create({ name: 'listed', subject: 'eve', groups: [] });
    const list = await tokens.list();

    expect(list[0]).toEqual({
      id,
      name: 'listed',
      subject: 'eve',
      groups: [],
      createdAt: expect.any(Date),
      createdBy: null,
      expiresAt: null,
      revokedAt: null,
      revokedBy: null,
    });
    expect(JSON.stringify(list)).not.toContain(token);
  });
});
