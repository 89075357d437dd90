import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openReads, openWatchReads } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import {
  after,
  appendTold,
  created,
  deleted,
  image,
  paused,
  scaled,
  START,
  type Told,
} from '../../../../../test/support/history.js';
import { openViewWorld, type ViewWorld } from '../../../../../test/support/view-world.js';
import { deploymentObjects } from '../read/deployment-objects.js';
import type { ApiObject, Step } from './step.js';
import { ViewsWorld } from './views-world.js';
import type { StepWindow } from './watch-world.js';

const SHOP = { resource: 'deployments.apps', cluster: 'default', namespace: 'shop' };
const WEB = { streamId: 1, cluster: 'default', namespace: 'shop', name: 'web' };

let database: ViewWorld;
let world: ViewsWorld;
let seconds: number;

beforeEach(async () => {
  database = await openViewWorld();
  seconds = 0;
  world = new ViewsWorld({
    reads: openWatchReads(database.pool),
    store: database.log,
    waitForView: () => Promise.resolve('timedOut'),
    now: () => new Date(at(seconds)),
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

function window(from: number, more: Partial<StepWindow> = {}): StepWindow {
  return { stream: WEB, resources: [SHOP.resource], after: at(from), ...more };
}

function brief({ at: moment, before, after: now }: Step): string {
  return `${(moment - START) / 1000} ${shown(before)} > ${shown(now)}`;
}

// Generation, and replicas that are up to date and ready.
function shown(object: ApiObject | undefined): string {
  if (object === undefined) return '-';
  const { updatedReplicas = 0, readyReplicas = 0 } = object.status as Record<string, number>;
  return `${JSON.stringify(object.metadata.generation)}:${updatedReplicas}/${readyReplicas}`;
}

async function steps(windows: readonly StepWindow[], second: number, position = 100n): Promise<readonly string[]> {
  return (await world.readSteps(windows, { position, at: at(second) })).steps.map(brief);
}

describe('the steps of a Deployment', () => {
  it('are what the views say from moment to moment, from its creation to its deletion', async () => {
    await given(after(0, created('web:1')), after(10, scaled(4)), after(20, paused), after(30, deleted()));
    expect(await steps([window(-1)], 40)).toEqual([
      '0 - > 1:3/0',
      '3 1:3/0 > 1:3/3',
      '10 1:3/3 > 2:4/3',
      '13 2:4/3 > 2:4/4',
      '20 2:4/4 > 3:4/4',
      '30 3:4/4 > -',
    ]);
  });

  it('show at each moment what a read at that moment shows', async () => {
    await given(after(0, created('web:1')), after(10, image('web:2')), after(12, scaled(5)), after(12, paused));
    const { steps: told } = await world.readSteps([window(-1)], { position: 100n, at: at(60) });
    const reads = openReads(database.pool);
    for (const { at: moment, after: object } of told) {
      const row = await reads.findDeployment(WEB, new Date(moment));
      const spec = (object?.spec ?? {}) as Record<string, unknown>;
      expect(object?.status).toEqual(row && (await deploymentObjects([row], { store: database.log }))[0]?.status);
      expect([spec.replicas, spec.paused]).toEqual(moment < at(12) ? [3, undefined] : [5, true]);
    }
    expect(told.length).toBeGreaterThan(5);
  });

  it('leave a change for later that the log did not have at the position, though the views show it', async () => {
    await given(after(0, created('web:1')), after(10, scaled(4)));
    expect(await steps([window(5)], 20, 1n)).toEqual([]);
    expect(await steps([window(2)], 20, 1n)).toEqual(['3 1:3/0 > 1:3/3']);
    expect(await steps([window(5)], 20, 2n)).toEqual(['10 1:3/3 > 2:4/3', '13 2:4/3 > 2:4/4']);
  });

  it('when what was told is rewritten, are first the difference to that', async () => {
    await given(after(0, created('web:1')), after(20, image('web:2')), after(10, scaled(4)));
    const rewritten = { at: at(15), toldPosition: 1n, tellAll: false };
    expect((await steps([window(12, { rewritten })], 20))[0]).toBe('15 1:3/3 > 2:4/4');
    const unchanged = { at: at(5), toldPosition: 1n, tellAll: false };
    expect(await steps([window(4, { rewritten: unchanged })], 9)).toEqual([]);
    expect(await steps([window(4, { rewritten: { ...unchanged, tellAll: true } })], 9)).toEqual(['5 1:3/3 > 1:3/3']);
  });

  it('bear the position of the last change before them, and of a rewriting its own', async () => {
    await given(after(0, created('web:1')), after(10, scaled(4)));
    const { steps: told } = await world.readSteps([window(-1)], { position: 2n, at: at(60) });
    expect(told.map(({ version }) => version)).toEqual([1n, 1n, 2n, 2n].map((position) => position * 1_000_000_000n));
    expect(told.map(({ after: object }) => object?.metadata.resourceVersion)).toEqual(
      told.map(({ version }) => `${version}`),
    );
  });

  it('come a page at a time, however many there are', async () => {
    const many = Array.from({ length: 1010 }, (_, index) => after(10 + index / 100, scaled(3 + (index % 2))));
    await given(after(0, created('web:1', { replicas: 3 })), ...many);
    const page = await world.readSteps([window(5)], { position: 2000n, at: at(60) });
    expect(page.steps.length).toBeGreaterThan(400);
    expect(page.upTo).toBeLessThan(at(21));
    let rest = page;
    while (rest.upTo < at(60)) {
      const before = rest.upTo;
      rest = await world.readSteps([{ ...window(0), after: before }], { position: 2000n, at: at(60) });
      expect(rest.upTo).toBeGreaterThan(before);
    }
    expect(rest.steps.at(-1)?.after?.spec).toMatchObject({ replicas: 4 });
  }, 60_000);
});

describe('the world of watches', () => {
  it('knows its newest change, and which streams changed', async () => {
    expect(await world.head()).toEqual({ position: 0n, recordedAt: 0 });
    await given(after(0, created('web:1')), after(10, scaled(4), paused));
    expect((await world.head()).position).toBe(3n);
    const [changed] = await world.changedStreams(0n, 3n);
    expect(changed).toMatchObject({ ...WEB, streamPosition: 3, firstAt: at(0), lastAt: at(10) });
    expect(await world.changedStreams(1n, 3n, SHOP)).toHaveLength(1);
    expect(await world.changedStreams(3n, 3n)).toEqual([]);
    expect(await world.changedStreams(0n, 3n, { ...SHOP, namespace: 'bank' })).toEqual([]);
    expect(await world.changedStreams(0n, 3n, { ...SHOP, cluster: 'test' })).toEqual([]);
  });

  it('knows who is on the way, and when something happens next', async () => {
    await given(after(0, created('web:1')));
    expect(await world.unsettledStreams(SHOP, at(2))).toEqual([WEB]);
    expect(await world.unsettledStreams(SHOP, at(3))).toEqual([]);
    expect(await world.unsettledStreams({ ...SHOP, namespace: 'bank' }, at(2))).toEqual([]);
    expect(await world.nextMoments([1, 2], at(0))).toEqual(new Map([[1, at(3)]]));
    expect(await world.nextMoments([1], at(3))).toEqual(new Map());
  });

  it('says whose views are late, and waits for no parked ones', async () => {
    await appendTold(database.log, [after(0, created('web:1'))]);
    const changed = await world.changedStreams(0n, 1n);
    expect(await world.waitForViews(changed, 0)).toEqual(new Set([1]));
    expect(await world.waitForViews(changed, 10)).toEqual(new Set([1]));
    await catchUp(database.ports, 1);
    expect(await world.waitForViews(changed, 0)).toEqual(new Set());
    await database.pool.query(`update view.checkpoint set stream_position = 0, parked_reason = 'poison'`);
    expect(await world.waitForViews(changed, 10)).toEqual(new Set());
  });
});
