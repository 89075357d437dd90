import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, image, START } from '../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import { openPool } from '../pool.js';
import { type ListVersion, readListVersion } from './list-version.js';
import { readObjectVersions } from './object-versions.js';

let world: ViewWorld;

// Position, stream, when it occurred and when it was recorded: 1 web 0 s 5 ms, 2 api 1 s 1 s, 3 web 10 s 10 s 2 ms.
beforeAll(async () => {
  world = await openViewWorld();
  await appendTold(world.log, [after(0, created('web:1'))]);
  await appendTold(world.log, [after(1, created('api:1'))], { name: 'api', uid: 'uid-2' });
  await appendTold(world.log, [after(10, image('web:2'))]);
  await world.pool.query('alter table log.change disable trigger all');
  for (const [id, milliseconds] of [
    [1, 5],
    [2, 1000],
    [3, 10_002],
  ] as const)
    // prettier-ignore
    await world.pool.query('update log.change set recorded_at = $2 where id = $1', [id, seconds(milliseconds / 1000)]);
  await world.pool.query('alter table log.change enable trigger all');
});
afterAll(() => world.close());

function seconds(count: number): Date {
  return new Date(START + count * 1000);
}

describe('the resourceVersion of an object', () => {
  it.each([
    { when: 'its change occurred', since: 0, position: '1', version: '1000000000' },
    { when: 'its change was recorded', since: 0.005, position: '1', version: '1000000000' },
    { when: 'it went on by itself', since: 0.5, position: '1', version: '1000000495' },
    { when: 'another stream had changed before', since: 3, position: '1', version: '2000002000' },
    { when: 'a change of its own is not shown yet', since: 12, position: '1', version: '2000011000' },
    { when: 'a change of its own came later', since: 9, position: '3', version: '2000008000' },
    { when: 'its newest change occurred', since: 10, position: '3', version: '3000000000' },
    { when: 'it went on after that', since: 12, position: '3', version: '3000001998' },
    { when: 'nobody changed anything for weeks', since: 4_000_000, position: '3', version: '3999999999' },
  ])('when $when, is $version', async ({ since, position, version }) => {
    const state = { streamId: 1, position, since: seconds(since) };
    expect(await readObjectVersions(world.pool, [state])).toEqual([version]);
  });

  it('stands in the order asked', async () => {
    const state = (since: number) => ({ streamId: 1, position: '3', since: seconds(since) });
    expect(await readObjectVersions(world.pool, [state(12), state(0), state(9)])).toEqual([
      '3000001998',
      '1000000000',
      '2000008000',
    ]);
    expect(await readObjectVersions(world.pool, [])).toEqual([]);
  });
});

describe('the resourceVersion of a list', () => {
  // Each time as a process that has read nothing yet, and as one that has.
  async function shownAt(count: number): Promise<ListVersion> {
    const pool = openPool(world.url);
    const fresh = await readListVersion(pool, seconds(count));
    await pool.end();
    expect(await readListVersion(world.pool, seconds(count))).toEqual(fresh);
    return fresh;
  }
  const versionAt = async (count: number): Promise<string> => (await shownAt(count)).resourceVersion;

  it('claims no position that its views do not show', async () => {
    expect(await shownAt(20)).toMatchObject({ resourceVersion: '999999999', unseen: { change: '1' } });
    await catchUp(world.ports, 1);
    expect(await shownAt(20)).toMatchObject({ resourceVersion: '1000000995', unseen: { change: '2' } });
    await catchUp(world.ports, 2);
    expect((await shownAt(20)).unseen).toBeUndefined();
    expect(await versionAt(20)).toBe('3000009998');
  });

  it('is never before its change', async () => {
    expect(await versionAt(9)).toBe('3000000000');
  });

  it('does not wait for a stream that stands still', async () => {
    await appendTold(world.log, [after(30, image('web:3'))]);
    await world.pool.query(`update view.checkpoint set parked_reason = 'poison' where stream_id = 1`);
    expect(BigInt(await versionAt(1_000_000)) / 1_000_000_000n).toBe(4n);
  });
});
