import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { Actor, NewChange } from '#libs/event-store';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import * as history from '../../../../test/support/history.js';
import { PostgresEventStore } from '../log/postgres-event-store.js';
import { openPool } from '../pool.js';
import type { ChangeListFilter } from './change-list-filter.js';
import { openReads } from './reads.js';

const UNKNOWN = { subject: 'rollbook:unknown', groups: [] };
const ANN = { subject: 'ann', groups: ['devs'] };

let database: TestDatabase;
let pool: pg.Pool;
let store: PostgresEventStore;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
  store = new PostgresEventStore({ url: database.url, pool });
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

type Told = Parameters<typeof history.newChange>[0];

async function append(name: string, told: Told, given: Partial<NewChange>): Promise<bigint> {
  const stream = await store.findStream('default', 'shop', name);
  const expected = stream === undefined ? 'none' : await store.streamPositionAt(stream.id, LAST_MOMENT);
  const { change } = await store.append({
    ...history.newChange(told, { name, uid: name, expected }),
    ...{ source: 'watch', ...given },
  });
  return change;
}

const LAST_MOMENT = Date.UTC(2100, 0);

async function found(filter: ChangeListFilter) {
  const rows = await openReads(pool).listChanges(filter, { limit: 500, fromEnd: false });
  return rows.map(({ change, actor, cause, attributedBy }) => [change, actor.subject, cause, attributedBy]);
}

it('when it is told later who made a change, it is theirs wherever it is read or looked for, until they are erased', async () => {
  await append('web', history.after(0, history.created('web:1')), { actor: UNKNOWN });
  await append('web', history.after(10, history.image('web:2')), { actor: UNKNOWN, cause: 'by annotation' });
  const by = (change: string) => history.after(10, { type: 'ChangeAttributed', schemaVersion: 1, payload: { change } });
  expect(await found({ actor: 'ann' })).toEqual([]);
  await append('web', by('2'), { actor: ANN, source: 'audit-webhook', cause: 'OPS-7 because' });
  const learned = ['2', 'ann', 'OPS-7 because', '3'];
  const telling = ['3', 'ann', 'OPS-7 because', null];
  const begun = ['1', 'rollbook:unknown', null, null];

  expect(await found({})).toEqual([begun, learned, telling]);
  expect(await found({ name: 'web' })).toEqual([begun, learned, telling]);
  for (const filter of [{ actor: 'ann' }, { group: 'devs' }, { words: 'ops-7' }])
    expect({ filter, found: await found(filter) }).toEqual({ filter, found: [learned, telling] });
  expect(await found({ actor: 'ann', eventTypes: ['PodTemplateChanged'], words: 'annotation' })).toEqual([learned]);
  expect(await found({ actor: UNKNOWN.subject })).toEqual([begun]);
  const reads = openReads(pool);
  expect((await reads.readChanges(['2']))[0]).toMatchObject({ actor: ANN, source: 'watch', attributedBy: '3' });

  await Promise.all(
    Array.from({ length: 201 }, (_, number) => {
      const actor: Actor = { subject: 'ann', groups: [`g${number}`] };
      return append(`other-${number}`, history.after(20, history.created('web:1')), { actor, source: 'graphql' });
    }),
  );
  expect((await found({ actor: 'ann' })).slice(0, 2)).toEqual([learned, telling]); // more of her than the index has terms for

  await store.erasePerson('ann');
  expect((await found({ name: 'web' })).slice(1)).toEqual([
    ['2', expect.stringMatching(/^erased person/), 'by annotation', '3'],
    ['3', expect.stringMatching(/^erased person/), null, null],
  ]);
  for (const filter of [{ actor: 'ann' }, { group: 'devs' }, { words: 'ops-7' }])
    expect(await found(filter)).toEqual([]);
});
