import { describe, expect, it } from '@jest/globals';
import { Meter } from './meter.js';

const ANN = { subject: 'ann', groups: [] };
const BOB = { subject: 'bob', groups: [] };

describe('Meter', () => {
  it('when a caller has asked as often as they may, they must wait, and nobody else', async () => {
    const meter = new Meter({ requestsPerMinute: 2, costPerMinute: 0 });
    await meter.request(ANN);
    await meter.request(ANN);

    const refused = meter.request(ANN);
    await expect(refused).rejects.toMatchObject({ code: 'TooManyRequests', statusCode: 429, retryAfterSeconds: 60 });
    await expect(refused).rejects.toThrow('at most 2 requests in a minute: try again in 60 s');
    await meter.request(BOB);
  });

  it('when somebody acts as others, they are counted as themselves', async () => {
    const meter = new Meter({ requestsPerMinute: 1, costPerMinute: 0 });
    await meter.request({ ...BOB, impersonator: 'ann' });

    await expect(meter.request({ subject: 'carol', groups: [], impersonator: 'ann' })).rejects.toThrow('at most 1');
    await meter.request(BOB);
  });

  it('when operations cost all there is, the next one must wait; exactly all of it is allowed', async () => {
    const meter = new Meter({ requestsPerMinute: 0, costPerMinute: 100 });
    await meter.cost(ANN, 60);
    await meter.cost(ANN, 40);

    await expect(meter.cost(ANN, 1)).rejects.toThrow('operations may cost 100 at most in a minute');
  });

  it('when nothing is limited, nobody waits', async () => {
    const meter = new Meter({ requestsPerMinute: 0, costPerMinute: 0 });
    for (let i = 0; i < 1000; i += 1) await meter.request(ANN);
    await meter.cost(ANN, 1e9);
  });
});
