import { describe, expect, it } from '@jest/globals';
import { InboxFull, InboxGauge } from './inbox-gauge.js';

describe('an inbox', () => {
  it('when as much waits as may, refuses more and says when to try again; a second later it looks again', async () => {
    const mebibyte = 2 ** 20;
    const world = { bytes: 3 * mebibyte - 1, now: 0 };
    const ports = { backlog: async () => world.bytes, now: () => world.now, mostBytes: 3 * mebibyte };
    const gauge = new InboxGauge(ports);

    await expect(gauge.refuseWhenFull()).resolves.toBeUndefined();
    world.bytes += 1;
    world.now = 999;
    await expect(gauge.refuseWhenFull()).resolves.toBeUndefined();
    world.now = 1000;
    await expect(gauge.refuseWhenFull()).rejects.toEqual(new InboxFull(3 * mebibyte, 3 * mebibyte));
    await expect(gauge.refuseWhenFull()).rejects.toMatchObject({ statusCode: 503, retryAfterSeconds: 10 });
    world.bytes = 0;
    world.now = 2000;
    await expect(gauge.refuseWhenFull()).resolves.toBeUndefined();
  });
});
