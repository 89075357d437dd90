import { describe, expect, it } from '@jest/globals';
import { replay } from '#libs/controller';
import { type DeploymentEvent, parseEvent, storableEvent } from '#libs/history';
import type { LabelSelector } from '#libs/kubernetes';
import * as history from '../../../test/support/history.js';
import * as lines from '../../../test/support/view-tables.js';
import { adoptionEvents, type Leftover } from './adopted-orphans.js';
import { foldModel } from './model-fold.js';
import { projectChanges } from './project-changes.js';

const { after, created, deleted, image, scaled, START } = history;
const [WEB1, WEB2] = ['web-78c95bb4f', 'web-85d779f75d'];
const SELECTOR: LabelSelector = { matchLabels: { app: 'web' } };

/** What is left of a Deployment with two revisions that was deleted after a minute, so many seconds after START. */
async function left(seconds: number, policy: 'Orphan' | 'Background' = 'Orphan'): Promise<Leftover> {
  const told = [after(0, created('web:1', { replicas: 2 })), after(20, image('web:2')), after(60, deleted(policy))];
  const fold = foldModel(undefined, await history.recorded(...told));
  const { state: model } = replay(fold!.model, [], START + seconds * 1000);
  return { uid: 'uid-1', model, free: new Set(model.replicaSets.map(({ uid }) => uid)) };
}

/** The views of a Deployment that takes over what is left at a minute and a half. */
async function takenOver(creation: DeploymentEvent, ...more: readonly history.Told[]) {
  const adoptions = adoptionEvents(SELECTOR, await left(90)).map((event) => parseEvent(storableEvent(event)));
  return projectChanges(undefined, await history.recorded(after(90, creation, ...adoptions), ...more)).writes;
}

describe('a Deployment that is made again', () => {
  it('when its template is that of the newest ReplicaSet, goes on with all there is', async () => {
    const { model } = await left(90);
    const views = await takenOver(created('web:2', { replicas: 2 }));
    expect(lines.replicaSetLines(views)).toEqual([
      `90-oo ${WEB1} revision 1 0 0 0 0 0`,
      `90-oo ${WEB2} revision 2 2 2 2 2 0`,
    ]);
    expect(views.podSpans.map(({ name }) => name).sort()).toEqual(model.pods.map(({ name }) => name).sort());
    expect(views.replicaSetSpans.map(({ uid, orphaned }) => [uid, orphaned])).toEqual(
      model.replicaSets.map(({ uid }) => [uid, undefined]),
    );
    expect(lines.revisionLines(views)).toEqual(['1 at 90 web:1 by 1', '2 at 90 web:2 by 1']);
    expect(views.deployment.adopted).toEqual([`uid-1/${WEB1}`, `uid-1/${WEB2}`]);
    expect(views.rollouts.flatMap(({ steps }) => steps)).toEqual([]);
  });

  it('when its template is another, counts its revision on, and rolls out from what there is', async () => {
    const views = await takenOver(created('web:3', { replicas: 2 }));
    expect(lines.revisionLines(views)).toEqual(['1 at 90 web:1 by 1', '2 at 90 web:2 by 1', '3 at 90 web:3 by 1']);
    expect(views.rollouts).toMatchObject([{ toRevision: 3, lowestAvailable: 2 }]);
    expect(lines.podsAt(views, 120).map((line) => line.replace(/ \d+s/, ''))).toEqual(
      Array(2).fill('web-66ffc8487 Running'),
    );
  });

  it('keeps what it took over in mind, whatever is changed', async () => {
    const views = await takenOver(created('web:2', { replicas: 2 }), after(100, scaled(3)));
    expect(views.deployment.adopted).toHaveLength(2);
  });
});

describe('what is left', () => {
  it('is taken over where the selector matches and nobody has it yet', async () => {
    const leftover = await left(90);
    const names = (selector: LabelSelector, one: Leftover) =>
      adoptionEvents(selector, one).map(({ payload }) => payload.replicaSet.name);
    expect(names(SELECTOR, leftover)).toEqual([WEB1, WEB2]);
    expect(names({ matchLabels: { app: 'other' } }, leftover)).toEqual([]);
    expect(names(SELECTOR, { ...leftover, free: new Set() })).toEqual([]);
    expect(names(SELECTOR, await left(60, 'Background'))).toEqual([]);
  });

  it('has its pods as they are, those that are told to go and those that have not started', async () => {
    const told = [
      after(0, created('web:1', { replicas: 2 })),
      after(58, scaled(1)),
      after(59, scaled(2)),
      after(59.5, deleted('Orphan')),
    ];
    const { model } = foldModel(undefined, await history.recorded(...told))!;
    const [adoption] = adoptionEvents(SELECTOR, { uid: 'uid-1', model, free: new Set([model.replicaSets[0]!.uid]) });
    expect(adoption?.payload.podsMade).toBe(3);
    expect(adoption?.payload.pods.map(({ phase, deletedAt, readySince }) => [phase, deletedAt, readySince])).toEqual([
      ['Running', undefined, '2026-11-21T10:00:03.000Z'],
      ['Running', '2026-11-21T10:00:58.000Z', '2026-11-21T10:00:03.000Z'],
      ['Pending', undefined, undefined],
    ]);
    const again = [after(59.75, created('web:1', { replicas: 2 }), adoption!)];
    const views = projectChanges(undefined, await history.recorded(...again)).writes;
    expect(lines.podLines(views)).toEqual([
      `59.75-60 ${WEB1} Terminating ready`,
      `59.75-62 ${WEB1} ContainerCreating`,
      `59.75-oo ${WEB1} Running ready`,
      `62-oo ${WEB1} Running ready`,
    ]);
  });
});
