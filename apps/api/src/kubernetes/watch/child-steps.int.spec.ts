import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openReads, openWatchReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { after, appendTold, created, image, scaled, START, type Told } from '../../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import type { ApiObject, Step } from './step.js';
import { ViewsWorld } from './views-world.js';
import type { StepWindow } from './watch-world.js';

const WEB = { streamId: 1, cluster: 'default', namespace: 'shop', name: 'web' };

let database: ViewWorld;
let world: ViewsWorld;

beforeEach(async () => {
  database = await openViewWorld();
  world = new ViewsWorld({
    reads: openWatchReads(database.pool),
    store: database.log,
    waitForView: () => Promise.resolve('timedOut'),
    now: () => new Date(START),
  });
});
afterEach(() => database.close());

function at(second: number): number {
  return START + second * 1000;
}

async function given(...told: readonly Told[]): Promise<void> {
  await appendTold(database.log, told);
  await catchUp(database.ports, 1);
}

async function stepsOf(
  resource: string,
  [from, upTo]: readonly [number, number],
  { position = 100n, ...more }: Partial<StepWindow> & Readonly<{ position?: bigint }> = {},
): Promise<readonly Step[]> {
  const window = { stream: WEB, resources: [resource], after: at(from), ...more };
  return (await world.readSteps([window], { position, at: at(upTo) })).steps;
}

function typeOf({ before, after: now }: Step): string {
  if (before === undefined) return 'ADDED';
  return now === undefined ? 'DELETED' : 'MODIFIED';
}

type Status = Readonly<{ phase?: string; containerStatuses?: readonly Readonly<{ ready: boolean }>[] }>;

function statusOf(object: ApiObject | undefined): Status {
  return (object?.status ?? {}) as Status;
}

/** How often each type of step comes, in the order of moments: `0 ADDED 3`. */
function counted(steps: readonly Step[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const step of steps) {
    const key = `${(step.at - START) / 1000} ${typeOf(step)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`);
}

describe('the steps of pods', () => {
  it('are those of their lives: they come, get ready, terminate and go', async () => {
    await given(after(0, created('web:1', { replicas: 2 })), after(10, scaled(1)));
    const steps = await stepsOf('pods', [-1, 20]);
    expect(counted(steps)).toEqual([
      '0 ADDED 2',
      '0 MODIFIED 2',
      '3 MODIFIED 2',
      '10 MODIFIED 1',
      '12 MODIFIED 1',
      '12 DELETED 1',
    ]);
    expect(steps.map(({ after: pod }) => statusOf(pod).phase)).toContain('Running');
    expect(steps.find(({ at: moment }) => moment === at(10))?.after?.metadata).toHaveProperty('deletionTimestamp');
  });

  it('lead to what is there, wherever one begins', async () => {
    await given(after(0, created('web:1')), after(10, image('web:2')), after(12, scaled(5)));
    const reads = openReads(database.pool);
    for (const begin of [5, 11, 14]) {
      const known = new Map<string, string>();
      const there = await reads.readControlledPods([1], { at: new Date(at(begin)), limit: 100 });
      for (const { name, ready, deletedAt } of there) known.set(name, `${ready} ${deletedAt !== null}`);
      for (const step of await stepsOf('pods', [begin, 60])) {
        const { name, deletionTimestamp } = (step.after ?? step.before)!.metadata;
        const [ready] = statusOf(step.after).containerStatuses ?? [];
        if (step.after === undefined) known.delete(name);
        else known.set(name, `${ready?.ready === true} ${deletionTimestamp !== undefined}`);
      }
      const last = await reads.readControlledPods([1], { at: new Date(at(60)), limit: 100 });
      expect(known).toEqual(
        new Map(last.map(({ name, ready, deletedAt }) => [name, `${ready} ${deletedAt !== null}`])),
      );
    }
  });

  it('when what was told is rewritten, are first the difference to that', async () => {
    await given(after(0, created('web:1', { replicas: 2 })), after(30, image('web:2')), after(10, scaled(3)));
    const rewritten = { at: at(20), toldPosition: 1n, tellAll: false };
    expect(counted(await stepsOf('pods', [15, 25], { rewritten }))).toEqual(['20 ADDED 1', '20 MODIFIED 1']);
    expect(counted(await stepsOf('pods', [15, 25], { rewritten: { ...rewritten, tellAll: true } }))).toEqual([
      '20 MODIFIED 3',
      '20 ADDED 1',
    ]);
  });

  it('leave a change for later that the log did not have at the position', async () => {
    await given(after(0, created('web:1', { replicas: 2 })), after(10, scaled(3)));
    expect(counted(await stepsOf('pods', [2, 20], { position: 1n }))).toEqual(['3 MODIFIED 2']);
    expect(counted(await stepsOf('pods', [2, 20], { position: 2n }))).toEqual([
      '3 MODIFIED 2',
      '10 ADDED 1',
      '10 MODIFIED 1',
      '13 MODIFIED 1',
    ]);
  });
});

describe('the steps of ReplicaSets and Events', () => {
  it('are those of a rollout', async () => {
    await given(after(0, created('web:1', { replicas: 1 })), after(10, image('web:2')));
    const steps = await stepsOf('replicasets.apps', [-1, 60]);
    expect(counted(steps)).toEqual(['0 ADDED 1', '3 MODIFIED 1', '10 ADDED 1', '13 MODIFIED 2', '15 MODIFIED 1']);
    expect(steps.at(-1)?.after).toMatchObject({ kind: 'ReplicaSet', spec: { replicas: 0 } });
  });

  it('tell an Event that is counted up as MODIFIED', async () => {
    await given(
      after(0, created('web:1', { replicas: 1 })),
      after(10, scaled(2)),
      after(20, scaled(1)),
      after(30, scaled(2)),
    );
    const steps = await stepsOf('events', [-1, 60]);
    const reasons = steps.map((step) => `${(step.at - START) / 1000} ${typeOf(step)} ${step.after?.reason as string}`);
    expect(reasons).toContain('0 ADDED ScalingReplicaSet');
    expect(reasons).toContain('30 MODIFIED ScalingReplicaSet');
    expect(await stepsOf('events.events.k8s.io', [25, 60])).not.toEqual([]);
    const late = { at: at(15), toldPosition: 1n, tellAll: false };
    expect((await stepsOf('events', [5, 16], { rewritten: late })).map(typeOf)).toContain('ADDED');
  });
});
