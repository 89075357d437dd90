import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditIndexer } from '#libs/audit';
import { catchUp } from '#libs/projections';
import * as history from '../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../test/support/view-world.js';
import { PostgresAuditIndex } from '../audit/audit-index.js';
import type { ChangeListFilter } from './change-list-filter.js';
import { openReads } from './reads.js';

const { after, created, image, podsSeen, START, undone } = history;
const WEB2 = 'web-85d779f75d';

let world: ViewWorld;

beforeAll(async () => {
  world = await openViewWorld();
});
afterAll(() => world.close());

it('when pods were seen to wait, the rollout says for what from then on, and no list of changes has it', async () => {
  const streamId = await history.appendTold(world.log, [
    ...[after(0, created('web:1')), after(60, image('web:2'))],
    ...[after(61, podsSeen(WEB2, 1, 0, 'ImagePullBackOff')), after(90, undone('web:1', 1))],
  ]);
  await catchUp(world.ports, streamId);
  await new AuditIndexer({ log: world.log, index: new PostgresAuditIndex(world.pool) }).step();
  const reads = openReads(world.pool);

  const rolloutAt = async (seconds: number) => {
    const row = await reads.findNewestRollout(streamId, new Date(START + seconds * 1000));
    return row && [row.toRevision, row.outcome, row.reason, row.message];
  };
  expect(await rolloutAt(60)).toEqual([2, null, null, null]);
  expect(await rolloutAt(61)).toEqual([2, null, 'ImagePullBackOff', 'ImagePullBackOff: so it is']);
  expect(await rolloutAt(100)).toEqual([3, 'Complete', null, null]);
  const rollouts = await reads.readRollouts([streamId], { at: new Date(START + 100_000), limit: 10 });
  expect(rollouts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['Complete', null],
    ['Superseded', 'ImagePullBackOff'],
    ['Complete', null],
  ]);

  const listed = async (filter: ChangeListFilter, fromEnd = false) =>
    (await reads.listChanges(filter, { limit: 3, fromEnd })).map(({ change }) => change);
  for (const filter of [
    {},
    { name: 'web' },
    { actor: 'alice' },
    { eventTypes: ['PodTemplateChanged', 'RolloutUndone', 'DeploymentCreated'] },
  ])
    expect({ filter, listed: await listed(filter) }).toEqual({ filter, listed: ['1', '2', '4'] });
  expect(await listed({}, true)).toEqual(['1', '2', '4']);
  const page = { limit: 3, fromEnd: false };
  const ofStream = await reads.listChangesOfStreams([streamId], { filter: {}, page });
  expect(ofStream.map(({ change }) => change)).toEqual(['1', '2', '4']);

  const seen = await reads.readLatestEventsAt([streamId], { at: new Date(START + 80_000), types: ['PodsObserved'] });
  expect(seen.map(({ position }) => position)).toEqual(['3']);
});
