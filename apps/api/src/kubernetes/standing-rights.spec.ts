import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../access/callers.js';
import { StandingRights } from './standing-rights.js';

const ALICE = { authorization: 'Bearer a' };

function callerWith(role: 'viewer' | 'deployer'): Caller {
  return { access: { grants: [{ role, area: { cluster: '*', namespace: 'shop' } }] } } as unknown as Caller;
}

type Stream = { lost: boolean; end: () => void; done: Promise<void> };

function open() {
  const world = { caller: callerWith('viewer'), error: undefined as Error | undefined, looks: 0 };
  const rights = new StandingRights(
    () => {
      world.looks += 1;
      return world.error === undefined ? Promise.resolve(world.caller) : Promise.reject(world.error);
    },
    (error) => (error as Error).message === 'refused',
  );
  const stream = (headers: Record<string, string> = ALICE) => {
    const state: Stream = { lost: false, end: () => undefined, done: Promise.resolve() };
    state.done = rights.during(headers, world.caller, (lost) => {
      return new Promise((resolve) => {
        state.end = resolve;
        lost.addEventListener('abort', () => {
          state.lost = true;
          resolve();
        });
      });
    });
    return state;
  };
  return { world, rights, stream };
}

describe('streams of callers', () => {
  it('go on while their rights are the same, and are looked at together', async () => {
    const { world, rights, stream } = open();
    const streams = [stream(), stream(), stream({ authorization: 'Bearer b' })];
    await rights.look();
    expect(world.looks).toBe(2);
    expect(streams.map(({ lost }) => lost)).toEqual([false, false, false]);
    for (const { end } of streams) end();
    await Promise.all(streams.map(({ done }) => done));
    await rights.look();
    expect(world.looks).toBe(2);
  });

  it('end when their roles are others', async () => {
    const { world, rights, stream } = open();
    const [one, two] = [stream(), stream()];
    world.caller = callerWith('deployer');
    await rights.look();
    expect([one.lost, two.lost]).toEqual([true, true]);
    const next = stream();
    await rights.look();
    expect(next.lost).toBe(false);
    next.end();
  });

  it('end when the token is good no more, and go on while nobody can be asked', async () => {
    const { world, rights, stream } = open();
    const one = stream();
    world.error = new Error('the database is away');
    await rights.look();
    expect(one.lost).toBe(false);
    world.error = new Error('refused');
    await rights.look();
    expect(one.lost).toBe(true);
    await one.done;
  });
});
