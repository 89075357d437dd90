import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { IdempotencyKeyReused, InMemoryEventStore, type NewChange, StreamConflict } from '#libs/event-store';
import { DeploymentExists, DeploymentNotFound } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { SEALING } from '../../../../test/support/sealing.js';
import type { ApiPorts } from '../ports.js';
import { PositionConflict } from './refusals.js';
import { type CommandRequest, type CommandResult, runCommand } from './run-command.js';

const PLACE = { cluster: 'default', namespace: 'shop', name: 'web' };

const manifest = (image: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});

let store: RacedStore;
let rung: number[];
/** The Deployment of the name that the views show. */
let standing: Standing | undefined;

/** A store in which others are faster, some times. */
class RacedStore extends InMemoryEventStore {
  races = 0;
  attempts = 0;

  override async append(change: NewChange): ReturnType<InMemoryEventStore['append']> {
    this.attempts += 1;
    if (this.races > 0) {
      this.races -= 1;
      const event = {
        type: 'AnnotationsChanged',
        schemaVersion: 1,
        payload: { annotations: { race: String(this.races) } },
      };
      await super.append({ ...change, events: [event] });
    }
    return super.append(change);
  }
}

beforeEach(async () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  store = new RacedStore({ sha256, now: () => 1_000_000, sealing: SEALING });
  rung = [];
  await run('apply', { kind: 'ApplyDeployment', manifest: manifest('web:1') });
  store.attempts = 0;
  rung = [];
  standing = undefined;
});

type Standing = Awaited<ReturnType<ApiPorts['reads']['findStandingDeployment']>>;
type Command = Awaited<ReturnType<CommandRequest['command']>>;

function run(asked: string, command: Command, more: Partial<CommandRequest> = {}): Promise<CommandResult> {
  const ports = {
    store,
    settings: { podLives: async () => [], clusterRelease: async () => undefined },
    waitForView: async () => 'reached',
    reads: { findStandingDeployment: async () => standing, listStandingDeployments: async () => [] },
    mayWrite: () => true,
    ring: async (streamId: number) => void rung.push(streamId),
    now: () => new Date(1_000_000),
  } as unknown as ApiPorts;
  return runCommand(ports, {
    place: PLACE,
    asked,
    command: () => command,
    actor: { subject: 'ann', groups: [] },
    source: 'graphql',
    provenance: {},
    changeCause: undefined,
    idempotencyKey: undefined,
    expectedPosition: undefined,
    dryRun: false,
    ...more,
  });
}

const scale = (replicas: number): Command => ({ kind: 'ScaleDeployment', replicas });

describe('runCommand', () => {
  it('when nobody is in the way, it records at the position read and rings once', async () => {
    const { appended, decision } = await run('scale', scale(3));

    expect(appended).toMatchObject({ change: 2n, position: 2n, streamPosition: 2, duplicate: false });
    expect(decision?.summary).toBe('replicas: 1 -> 3');
    expect(rung).toEqual([1]);
  });

  it('when there is nothing to change, it records nothing and rings nobody', async () => {
    const { appended, decision } = await run('scale', scale(1));

    expect([appended, decision?.events, rung, store.attempts]).toEqual([undefined, [], [], 0]);
  });

  it('when it is a dry run, it decides and records nothing', async () => {
    const { appended, decision } = await run('scale', scale(3), { dryRun: true });

    expect(decision?.after?.spec.replicas).toBe(3);
    expect([appended, store.attempts, await store.head()]).toEqual([undefined, 0, 1n]);
  });

  it.each([1, 2, 3])('when others are faster %i times, it reads and decides again', async (races) => {
    store.races = races;
    const { appended } = await run('scale', scale(3));

    expect(appended).toMatchObject({ streamPosition: 2 + races });
    expect(store.attempts).toBe(races + 1);
  });

  it('when others are faster a fourth time, it gives up with the conflict', async () => {
    store.races = 4;

    await expect(run('scale', scale(3))).rejects.toThrow(StreamConflict);
    expect(store.attempts).toBe(4);
  });

  it('when a position is expected and another one is there, it refuses at once', async () => {
    await expect(run('scale', scale(3), { expectedPosition: 7n })).rejects.toThrow(
      new PositionConflict('shop/web', '7', '1'),
    );
    expect(store.attempts).toBe(0);
  });

  it('when a position is expected and somebody is faster, it says where the Deployment is now', async () => {
    store.races = 1;

    await expect(run('scale', scale(3), { expectedPosition: 1n })).rejects.toThrow(
      new PositionConflict('shop/web', '1', '2'),
    );
  });

  it('when position 0 is expected, the Deployment must not exist, and a deleted one does not', async () => {
    const apply = { kind: 'ApplyDeployment', manifest: manifest('web:2') } as const;
    await expect(run('apply', apply, { expectedPosition: 0n })).rejects.toThrow(PositionConflict);
    await run('delete', { kind: 'DeleteDeployment', propagationPolicy: 'Background' });
    const { appended } = await run('apply', apply, { expectedPosition: 0n });

    expect(appended?.stream).toMatchObject({ id: 2, ...PLACE });
    expect(appended?.stream.uid).not.toBe((await store.streamById(1))?.uid);
  });

  it('when the one before waits in the foreground for what it controls to go, its name is not free', async () => {
    const apply = { kind: 'ApplyDeployment', manifest: manifest('web:2') } as const;
    await run('delete', { kind: 'DeleteDeployment', propagationPolicy: 'Foreground' });
    standing = { deletedAt: new Date(1_000_000) } as Standing;
    await expect(run('apply', apply)).rejects.toThrow(new DeploymentExists('web', true));
    await expect(run('apply', apply, { dryRun: true })).rejects.toThrow(DeploymentExists);
    standing = undefined;
    expect((await run('apply', apply)).appended?.stream).toMatchObject({ id: 2, ...PLACE });
  });

  it('when a deleted Deployment is commanded, it is not found', async () => {
    await run('delete', { kind: 'DeleteDeployment', propagationPolicy: 'Background' });

    await expect(run('scale', scale(3))).rejects.toThrow(DeploymentNotFound);
  });

  it('when a key comes twice, the first result comes back and nothing is decided', async () => {
    const first = await run('scale', scale(3), { idempotencyKey: 'k' });
    const second = await run('scale', scale(3), { idempotencyKey: 'k' });

    expect(second).toEqual({ appended: { ...first.appended, duplicate: true } });
    await expect(run('scale to 4', scale(4), { idempotencyKey: 'k' })).rejects.toThrow(IdempotencyKeyReused);
  });
});
