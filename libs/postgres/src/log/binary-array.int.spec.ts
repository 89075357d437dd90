import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { openPool } from '../pool.js';
import { base64s, byteas, hexes, int2s, int4s, int8s, jsons, texts, timestamps } from './binary-array.js';

describe('an array in binary', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it.each([
    ['smallint', int2s([1, undefined, -32_768, 32_767]), [1, null, -32_768, 32_767]],
    ['int', int4s([0, 2_147_483_647, -2_147_483_648, undefined]), [0, 2_147_483_647, -2_147_483_648, null]],
    ['bigint', int8s([9_007_199_254_740_993n, undefined, -1n]), ['9007199254740993', null, '-1']],
    ['text', texts(['größer "{,}" \\', '', undefined, 'NULL', '🎆']), ['größer "{,}" \\', '', null, 'NULL', '🎆']],
    ['json', jsons(['{"a":["\\u0000"]}', undefined, '1']), [{ a: ['\0'] }, null, 1]],
    ['bytea', hexes(['00ff', undefined, '']), [Buffer.of(0, 255), null, Buffer.of()]],
    ['bytea', base64s(['AP8=', undefined, 'AAAA']), [Buffer.of(0, 255), null, Buffer.of(0, 0, 0)]],
    ['bytea', byteas([Buffer.of(0, 255), undefined]), [Buffer.of(0, 255), null]],
    [
      'timestamptz',
      timestamps([0, 946_684_800_001, undefined, -1, 253_402_300_799_999]),
      [new Date(0), new Date(946_684_800_001), null, new Date(-1), new Date(253_402_300_799_999)],
    ],
    ['int', int4s([]), []],
  ])('when it is sent as %s[], Postgres has its elements', async (type, array, elements) => {
    const { rows } = await pool.query<{ sent: unknown }>(`select $1::${type}[] as sent`, [array]);

    expect(rows[0]?.sent).toEqual(elements);
  });
});

it.each([
  ['int2s', () => int2s([32_768])],
  ['int4s', () => int4s([2_147_483_648])],
  ['int8s', () => int8s([2n ** 63n])],
])('when a number is too large for %s, it is refused and not cut', (_name, send) => {
  expect(send).toThrow('out of range');
});
