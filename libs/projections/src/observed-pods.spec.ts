import { describe, expect, it } from '@jest/globals';
import * as history from '../../../test/support/history.js';
import * as lines from '../../../test/support/view-tables.js';
import { projectChanges } from './project-changes.js';

const { after, created, image, podsSeen, scaled, START, undone } = history;
const [WEB1, WEB2] = ['web-78c95bb4f', 'web-85d779f75d'];

async function given(...told: history.Told[]) {
  const changes = await history.recorded(...told);
  const whole = projectChanges(undefined, changes);
  const first = projectChanges(undefined, changes.slice(0, -1));
  // Going on from what was kept is the same as folding all at once.
  expect(projectChanges(first.state, changes.slice(-1)).state).toEqual(whole.state);
  return whole.writes;
}

const BEFORE = [after(0, created('web:1', { replicas: 2 })), after(60, image('web:2'))];

const newest = ({ rollouts }: Awaited<ReturnType<typeof given>>) => {
  const { outcome, endedAt, hindrance } = rollouts.at(-1)!;
  const seconds = (at: number) => (at - START) / 1000;
  const why = hindrance && [hindrance.reason, hindrance.message, seconds(hindrance.since)];
  return [outcome, endedAt && seconds(endedAt), ...(why ?? [])];
};

describe('what was seen of pods', () => {
  it('when they wait for something, the rollout does not get on, and says why', async () => {
    const views = await given(
      ...BEFORE,
      after(61, podsSeen(WEB2, 1, 0)),
      after(70, podsSeen(WEB2, 1, 0, 'ImagePullBackOff')),
    );
    expect(newest(views)).toEqual([
      'ProgressDeadlineExceeded',
      661,
      'ImagePullBackOff',
      'ImagePullBackOff: so it is',
      70,
    ]);
    expect(lines.podLines(views).slice(2)).toEqual([
      `60-70 ${WEB2} ContainerCreating`,
      `70-oo ${WEB2} ImagePullBackOff`,
    ]);
    expect(views.deployment).toMatchObject({ lastChange: 2n, lastChangedAt: START + 70_000 });
  });

  it('when they get ready after all, it goes on as they do, and nothing hinders it', async () => {
    const views = await given(
      ...BEFORE,
      ...[after(61, podsSeen(WEB2, 1, 0, 'Unschedulable')), after(100, podsSeen(WEB2, 1, 1))],
      ...[after(101, podsSeen(WEB2, 2, 1)), after(130, podsSeen(WEB2, 2, 2))],
    );
    expect(newest(views)).toEqual(['Complete', 130]);
  });

  it('when it is undone, it is known why it got stuck', async () => {
    const views = await given(
      ...BEFORE,
      after(61, podsSeen(WEB2, 1, 0, 'CrashLoopBackOff')),
      after(90, undone('web:1', 1)),
    );
    expect(views.rollouts.map(({ outcome, hindrance }) => [outcome, hindrance?.reason])).toEqual([
      ['Complete', undefined],
      ['Superseded', 'CrashLoopBackOff'],
      ['Complete', undefined],
    ]);
  });

  it('when pods of another ReplicaSet wait, that does not hinder the rollout', async () => {
    const views = await given(...BEFORE, after(61, podsSeen(WEB1, 2, 1, 'CrashLoopBackOff')));
    expect(newest(views)[2]).toBeUndefined();
  });

  it('when nobody looks any more, pods that started go on alone, and what is made later lives by its life', async () => {
    expect(newest(await given(...BEFORE, after(61, podsSeen(WEB2, 1, 0))))).toEqual(['Complete', 184]);
    const views = await given(...BEFORE, after(61, podsSeen(WEB2, 1, 1)), after(600, scaled(3)));
    expect(lines.podLines(views).at(-1)).toBe(`603-oo ${WEB2} Running ready`);
  });
});
