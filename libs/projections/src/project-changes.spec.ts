import { describe, expect, it } from '@jest/globals';
import * as history from '../../../test/support/history.js';
import * as lines from '../../../test/support/view-tables.js';
import { projectChanges, ReplayFailed, VIEWS_VERSION } from './project-changes.js';

const { after, annotated, created, deleted, image, limits, paused, resumed, scaled, strategy, undone } = history;

async function given(...told: history.Told[]) {
  return projectChanges(undefined, await history.recorded(...told)).writes;
}

const [WEB1, WEB2] = ['web-78c95bb4f', 'web-85d779f75d'];

describe('the views of a Deployment', () => {
  it('when it is created, updated, undone and deleted, every column tells so', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 1 })),
      after(10, image('web:2')),
      after(20, undone('web:1', 1)),
      after(30, deleted()),
    );

    expect(lines.deploymentLines(views)).toEqual([
      '0-3 revision 1 generation 1 0/0 of 1, 1 new Available=False/MinimumReplicasUnavailable Progressing=True/ReplicaSetUpdated',
      '3-10 revision 1 generation 1 1/1 of 1, 1 new Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable',
      '10-13 revision 2 generation 2 1/1 of 2, 1 new Available=True/MinimumReplicasAvailable Progressing=True/ReplicaSetUpdated',
      '13-15 revision 2 generation 2 1/1 of 1, 1 new Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable',
      '15-20 revision 2 generation 2 1/1 of 1, 1 new Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable',
      '20-23 revision 3 generation 3 1/1 of 2, 1 new Available=True/MinimumReplicasAvailable Progressing=True/ReplicaSetUpdated',
      '23-25 revision 3 generation 3 1/1 of 1, 1 new Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable',
      '25-30 revision 3 generation 3 1/1 of 1, 1 new Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable',
    ]);
    expect(lines.replicaSetLines(views)).toEqual([
      `0-3 ${WEB1} revision 1 1 1 0 0 0`,
      `3-13 ${WEB1} revision 1 1 1 1 1 0`,
      `13-15 ${WEB1} revision 1 0 0 0 0 1`,
      `15-20 ${WEB1} revision 1 0 0 0 0 0`,
      `20-23 ${WEB1} revision 3 1 1 0 0 0`,
      `23-30 ${WEB1} revision 3 1 1 1 1 0`,
      `10-13 ${WEB2} revision 2 1 1 0 0 0`,
      `13-23 ${WEB2} revision 2 1 1 1 1 0`,
      `23-25 ${WEB2} revision 2 0 0 0 0 1`,
      `25-30 ${WEB2} revision 2 0 0 0 0 0`,
    ]);
    expect(lines.podLines(views)).toEqual([
      `0-3 ${WEB1} ContainerCreating`,
      `3-13 ${WEB1} Running ready`,
      `10-13 ${WEB2} ContainerCreating`,
      `13-15 ${WEB1} Terminating ready`,
      `13-23 ${WEB2} Running ready`,
      `20-23 ${WEB1} ContainerCreating`,
      `23-30 ${WEB1} Running ready`,
      `23-25 ${WEB2} Terminating ready`,
      `30-32 ${WEB1} Terminating ready`,
    ]);
    expect(lines.revisionLines(views)).toEqual([
      '1 at 0 web:1 by 1, superseded by 3 at 20',
      '2 at 10 web:2 by 2, forgotten at 30',
      '3 at 20 web:1 by 3, restored from 1, forgotten at 30',
    ]);
    expect(lines.rolloutLines(views)).toEqual([
      '-->1 by 1 at 0-3 Complete, lowest 0, most 1',
      '1->2 by 2 at 10-13 Complete, lowest 1, most 2',
      '2->3 by 3 at 20-23 Complete, lowest 1, most 2',
    ]);
    expect(lines.stepLines(views, 3)).toEqual([
      `20 ${WEB1} 0->1 rolling update: scale up new`,
      `23 ${WEB2} 1->0 rolling update: scale down old`,
    ]);
    expect(lines.eventLines(views).slice(0, 4)).toEqual([
      `1 0 Normal deployment-controller ScalingReplicaSet Deployment/web: Scaled up replica set ${WEB1} from 0 to 1`,
      `2 0 Normal replicaset-controller SuccessfulCreate ReplicaSet/${WEB1}: Created pod: ${views.podSpans[0]!.name}`,
      `3 10 Normal deployment-controller ScalingReplicaSet Deployment/web: Scaled up replica set ${WEB2} from 0 to 1`,
      `4 10 Normal replicaset-controller SuccessfulCreate ReplicaSet/${WEB2}: Created pod: ${views.podSpans[1]!.name}`,
    ]);
    expect(views.deployment).toMatchObject({
      ...{ cluster: 'default', namespace: 'shop', name: 'web', uid: 'uid-1', labels: { app: 'web' }, annotations: {} },
      ...{
        images: ['web:1'],
        createdAt: history.START,
        createdChange: 1n,
        deletedChange: 4n,
        lastChange: 4n,
        position: 4n,
      },
      ...{ deletedAt: history.START + 30_000, lastChangedAt: history.START + 30_000 },
    });
    expect(views.deployment.spec).not.toHaveProperty('template');
  });

  it('when both image and replicas change at once, the model sees them together', async () => {
    const views = await given(after(0, created('web:1', { replicas: 1 })), after(10, image('web:2'), scaled(3)));

    expect(views.deploymentSpans.map(({ generation }) => generation)).not.toContain(3);
    expect(lines.stepLines(views, 2).slice(0, 2)).toEqual([
      `10 ${WEB1} 1->3 scaling: only active ReplicaSet`,
      `10 ${WEB2} 0->1 deployment: new ReplicaSet`,
    ]);
    expect(views.checkpoint).toMatchObject({ streamPosition: 3, position: 3n, version: VIEWS_VERSION });
  });

  it('when a change comes amid a rollout, what was still to come of it never happens', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 2 })),
      after(10, image('web:2')),
      after(12, image('web:3')),
    );

    expect(lines.rolloutLines(views).slice(1)).toEqual([
      '1->2 by 2 at 10-12 Superseded, lowest 2, most 3',
      '2->3 by 3 at 12-18 Complete, lowest 2, most 4',
    ]);
    expect(lines.podLines(views).filter((line) => line.includes(WEB2))).toEqual([
      `10-12 ${WEB2} ContainerCreating`,
      `12-14 ${WEB2} Terminating`,
    ]);
  });

  it('when pods never get ready, the rollout has failed at its deadline, and completes if they do after all', async () => {
    const failing = [
      after(0, created('web:1', { replicas: 1, progressDeadlineSeconds: 5 })),
      after(10, image('bad:2')),
    ];

    expect(lines.rolloutLines(await given(...failing))[1]).toBe(
      '1->2 by 2 at 10-16 ProgressDeadlineExceeded, lowest 1, most 2',
    );
    expect(lines.rolloutLines(await given(...failing, after(30, image('web:3')))).slice(1)).toEqual([
      '1->2 by 2 at 10-16 ProgressDeadlineExceeded, lowest 1, most 2',
      '2->3 by 3 at 30-33 Complete, lowest 1, most 3',
    ]);
    const rescued = await given(...failing, after(30, scaled(0)));
    expect(lines.rolloutLines(rescued)[1]).toBe('1->2 by 2 at 10-30 Complete, lowest 0, most 2');
  });

  it('when it is deleted amid a rollout, the rollout ends there', async () => {
    const views = await given(after(0, created('web:1')), after(1, deleted()));

    expect(lines.rolloutLines(views)).toEqual(['-->1 by 1 at 0-1 Deleted, lowest 0, most 3']);
  });

  it('when templates change while it is paused, one revision comes of it, by the change that brought the template', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 1 })),
      after(10, paused),
      after(11, image('web:2')),
      after(12, image('web:3')),
      after(13, annotated({ note: 'x' })),
      after(20, resumed),
    );

    expect(lines.revisionLines(views)).toEqual(['1 at 0 web:1 by 1', '2 at 20 web:3 by 4']);
    expect(lines.rolloutLines(views)[1]).toBe('1->2 by 6 at 20-23 Complete, lowest 1, most 2');
  });

  it('when it is paused and its template changed and changed back, there is no rollout', async () => {
    const views = await given(
      after(0, created('web:1')),
      after(10, paused),
      after(11, image('web:2')),
      after(12, image('web:1')),
      after(20, resumed),
    );

    expect(lines.rolloutLines(views)).toEqual(['-->1 by 1 at 0-3 Complete, lowest 0, most 3']);
  });

  it('when Recreate waits for the old pods, the rollout has begun and its revision comes with the ReplicaSet', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 1, strategy: { type: 'Recreate' } })),
      after(10, image('web:2')),
    );

    expect(lines.revisionLines(views)).toEqual(['1 at 0 web:1 by 1', '2 at 12 web:2 by 2']);
    expect(lines.rolloutLines(views)[1]).toBe('1->2 by 2 at 10-15 Complete, lowest 0, most 1');
    expect(lines.stepLines(views, 2)).toEqual([
      `10 ${WEB1} 1->0 Recreate: scale down old`,
      `12 ${WEB2} 0->1 deployment: new ReplicaSet`,
    ]);
  });

  it('when Recreate is told otherwise before the old pods are gone, the template between leaves no trace', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 1, strategy: { type: 'Recreate' } })),
      after(10, image('web:2')),
      after(11, image('web:3')),
    );

    expect(lines.revisionLines(views)).toEqual(['1 at 0 web:1 by 1', '2 at 12 web:3 by 3']);
    expect(lines.rolloutLines(views)[1]).toBe('1->2 by 3 at 11-15 Complete, lowest 0, most 1');
  });

  it('when clean-up removes a ReplicaSet, its revision is forgotten and stays', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 1, revisionHistoryLimit: 1 })),
      after(10, image('web:2')),
      after(20, image('web:3')),
    );

    expect(lines.revisionLines(views)).toEqual([
      '1 at 0 web:1 by 1, forgotten at 23',
      '2 at 10 web:2 by 2',
      '3 at 20 web:3 by 3',
    ]);
    expect(
      lines
        .replicaSetLines(views)
        .filter((line) => line.includes(WEB1))
        .at(-1),
    ).toMatch(/^15-23 /);
  });

  it('when the highest number goes with its ReplicaSet, the number is given again and both are kept', async () => {
    const views = await given(
      after(0, created('web:1', { replicas: 0, revisionHistoryLimit: 0 })),
      after(10, paused),
      after(20, image('web:2')),
      after(30, resumed),
    );

    expect(lines.revisionLines(views)).toEqual(['1 at 0 web:1 by 1, forgotten at 20', '1 at 30 web:2 by 3']);
  });

  it('when orphans are left behind, they go on without their Deployment', async () => {
    const views = await given(after(0, created('web:1', { replicas: 1 })), after(10, deleted('Orphan')));

    expect(views.deploymentSpans.at(-1)).toMatchObject({ validTo: history.START + 10_000 });
    expect(lines.podLines(views)).toEqual([`0-3 ${WEB1} ContainerCreating`, `3-oo ${WEB1} Running ready`]);
    expect(lines.revisionLines(views)).toEqual(['1 at 0 web:1 by 1']);
  });

  it('when strategy, limits or annotations change, nothing is rolled out', async () => {
    const views = await given(
      after(0, created('web:1')),
      after(10, strategy('Recreate')),
      after(20, limits(3, 60, 1)),
      after(30, annotated({ note: 'x' })),
    );

    expect(lines.rolloutLines(views).length).toBe(1);
    expect(views.deployment).toMatchObject({
      annotations: { note: 'x' },
      spec: {
        strategy: { type: 'Recreate' },
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: 60,
        minReadySeconds: 1,
      },
    });
    expect(views.deploymentSpans.at(-1)).toMatchObject({ generation: 4, validTo: Infinity });
  });

  it('when two billion replicas are asked for, ten thousand are simulated and the status says why', async () => {
    const { deploymentSpans, podSpans } = await given(after(0, created('web:1', { replicas: 2_147_483_647 })));

    expect(podSpans.length).toBe(20_000);
    expect(JSON.stringify(deploymentSpans.at(-1)?.status)).toContain('exceeded quota: rollbook-most-simulated-pods');
    expect(JSON.stringify(deploymentSpans.at(-1)?.status)).toContain('"unavailableReplicas":2147473647');
  });

  it('when changes make more rows than one save should take, it stops after the one too many', async () => {
    const changes = await history.recorded(
      after(0, created('web:1')),
      after(10, image('web:2')),
      after(20, image('web:3')),
    );

    // Three pods, two spans each; then three more pods, and the end of the first three.
    expect(projectChanges(undefined, changes, 2).taken).toBe(2);
    expect(projectChanges(undefined, changes, 100).taken).toBe(3);
  });

  it('when an event cannot be read, it says which change it was and how many went before', async () => {
    const changes = await history.recorded(after(0, created('web:1')), after(10, scaled(2)), after(20, scaled(3)));
    const poisoned = changes.map((change, index) =>
      index === 1 ? { ...change, events: [{ ...change.events[0]!, schemaVersion: 9 }] } : change,
    );

    expect(() => projectChanges(undefined, poisoned)).toThrow(ReplayFailed);
    expect(() => projectChanges(undefined, poisoned)).toThrow(
      'change 2 cannot be replayed: event DeploymentScaled (schemaVersion 9) cannot be read',
    );
  });
});
