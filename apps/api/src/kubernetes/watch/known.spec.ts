import { describe, expect, it } from '@jest/globals';
import { HELD_EVENTS, knownAt, knownNow, type KnownPorts } from './known.js';
import { PER_POSITION } from './resource-version.js';

const RECORDED = new Date(5000);

function ports({
  head = 20_000n,
  now = 9000,
  behind,
}: Readonly<{ head?: bigint; now?: number; behind?: bigint }> = {}) {
  const known: KnownPorts = {
    world: { now: () => now, head: () => Promise.resolve({ position: head, recordedAt: 5000 }) },
    reads: {
      findChangeBefore: (position) =>
        Promise.resolve({ position: String(position), recordedAt: RECORDED, occurredAt: new Date(4990) }),
      readStreamsBehind: () => Promise.resolve(behind === undefined ? [] : [{ streamId: 1, first: behind }]),
    },
  };
  return known;
}

describe('what somebody knows who is shown what there is now', () => {
  it('is all of the log, when the views show all of it', async () => {
    expect(await knownNow(ports())).toEqual({
      frontier: { position: 20_000n, at: 9000 },
      againAfter: 9000,
      version: 20_000n * PER_POSITION + 4000n,
    });
  });

  it('is the log before the first change that the views do not show', async () => {
    const { frontier, version } = await knownNow(ports({ behind: 19_990n }));
    expect(frontier.position).toBe(19_989n);
    expect(version / PER_POSITION).toBe(19_989n);
  });
});

describe('what somebody knows who was told a resourceVersion', () => {
  it('is of its moment, and no later than now', async () => {
    const known = await knownAt(20_000n * PER_POSITION + 1500n, ports());
    expect(known.frontier).toEqual({ position: 20_000n, at: 6500 });
    const future = await knownAt(20_000n * PER_POSITION + 999_999n, ports());
    expect([future.frontier.at, future.againAfter]).toEqual([9000, 9000]);
  });

  it('is held for the newest 10,000 events of the log, and refused before them', async () => {
    const oldest = 20_000n - HELD_EVENTS;
    expect((await knownAt(oldest * PER_POSITION, ports())).version).toBe(oldest * PER_POSITION);
    await expect(knownAt((oldest - 1n) * PER_POSITION + 5n, ports())).rejects.toMatchObject({
      status: { code: 410, reason: 'Expired', message: 'too old resource version: 9999000000005 (10000000000000)' },
    });
  });

  it('is refused when there is no such version yet', async () => {
    await expect(knownAt(20_001n * PER_POSITION, ports())).rejects.toMatchObject({
      status: { code: 504, reason: 'Timeout' },
    });
  });
});
