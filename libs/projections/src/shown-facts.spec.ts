import { describe, expect, it } from '@jest/globals';
import * as history from '../../../test/support/history.js';
import { seconds } from '../../../test/support/view-tables.js';
import { projectChanges } from './project-changes.js';

const { after, created, deleted, image, recorded, scaled, limits } = history;

async function given(...told: readonly history.Told[]) {
  return projectChanges(undefined, await recorded(...told)).writes;
}

describe('what objects of the Kubernetes API show', () => {
  it.each([
    ['Background', '12'],
    ['Foreground', '12'],
    ['Orphan', 'oo'],
  ] as const)('when it is deleted at 10 s with the policy %s, all is gone at %s', async (policy, gone) => {
    const views = await given(after(0, created('web:1')), after(10, deleted(policy)));

    expect(seconds(views.deployment.goneAt)).toBe(gone);
    expect(seconds(views.deployment.deletedAt)).toBe('10');
  });

  it('when it lives, it is not gone', async () => {
    expect((await given(after(0, created('web:1')))).deployment.goneAt).toBeUndefined();
  });

  it('when it is deleted in the foreground, it and its ReplicaSet say since when they are going', async () => {
    const views = await given(after(0, created('web:1')), after(10, deleted('Foreground')));

    expect(seconds(views.deploymentSpans.at(-1)?.validTo)).toBe('12');
    const going = views.replicaSetSpans.filter(({ deletedAt }) => deletedAt !== undefined);
    expect(going.map(({ deletedAt, validTo }) => [seconds(deletedAt), seconds(validTo)])).toContainEqual(['10', '12']);
  });

  it.each([
    ['Foreground', '12'],
    ['Background', '11'],
  ] as const)(
    'when it is written while it goes, and goes on in the %s, it shows that until %s',
    async (policy, until) => {
      const written = after(11, scaled(5), deleted(policy));
      const views = await given(after(0, created('web:1')), after(10, deleted('Foreground')), written);

      expect(views.deployment).toMatchObject({ spec: { replicas: 5 }, deletedChange: 2n });
      expect([seconds(views.deployment.deletedAt), seconds(views.deployment.goneAt)]).toEqual(['10', '12']);
      expect(seconds(views.deploymentSpans.at(-1)?.validTo)).toBe(until);
      expect(Math.max(...views.podSpans.map(({ createdAt }) => createdAt))).toBe(history.START);
    },
  );

  it('when it is written after it was gone, nothing comes of it', async () => {
    const written = after(13, scaled(5), deleted('Foreground'));
    const views = await given(after(0, created('web:1')), after(10, deleted('Foreground')), written);

    expect(seconds(views.deploymentSpans.at(-1)?.validTo)).toBe('12');
    expect(views.podSpans.every(({ createdAt }) => createdAt === history.START)).toBe(true);
  });

  it('when it is deleted and leaves its ReplicaSet, nobody controls that', async () => {
    const views = await given(after(0, created('web:1')), after(10, deleted('Orphan')));

    expect(views.replicaSetSpans.map(({ orphaned }) => orphaned)).toEqual([
      ...Array(views.replicaSetSpans.length - 1).fill(undefined),
      true,
    ]);
  });

  it('when a pod got ready, it says since when, also while it goes', async () => {
    const views = await given(after(0, created('web:1', { replicas: 1 })), after(10, scaled(0)));

    expect(views.podSpans.map(({ status, readySince }) => [status, seconds(readySince)])).toEqual([
      ['ContainerCreating', '-'],
      ['Running', '3'],
      ['Terminating', '3'],
    ]);
  });

  it('when minReadySeconds is set, its ReplicaSet has it, and has observed what it was told', async () => {
    const views = await given(after(0, created('web:1')), after(10, limits(10, 600, 7)));
    const last = views.replicaSetSpans.at(-1)!;

    expect(last.minReadySeconds).toBe(7);
    expect(last.observedGeneration).toBe(last.generation);
  });

  it('when an Event is counted up, each count is a write of its own', async () => {
    const again = [1, 2].flatMap((round) => [
      after(round * 20, image('web:2')),
      after(round * 20 + 10, image('web:1')),
    ]);
    const views = await given(after(0, created('web:1', { replicas: 1 })), ...again);
    const scaledUp = views.controllerEvents.filter(({ message }) =>
      message.endsWith('up replica set web-78c95bb4f from 0 to 1'),
    );

    expect(scaledUp.map(({ at, firstAt, count, isNew }) => [seconds(at), seconds(firstAt), count, isNew])).toEqual([
      ['0', '0', 1, true],
      ['30', '0', 2, false],
      ['50', '0', 3, false],
    ]);
    expect(new Set(scaledUp.map(({ name, uid }) => `${name} ${uid}`)).size).toBe(1);
  });
});
