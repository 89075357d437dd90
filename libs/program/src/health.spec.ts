import { describe, expect, it } from '@jest/globals';
import { checkHealth } from './health.js';

describe('checkHealth', () => {
  it('when nothing is wrong, it is ready', async () => {
    expect(await checkHealth({ database: async () => undefined })).toEqual({ ready: true, checks: { database: 'ok' } });
  });

  it('when something is wrong or breaks, it says what', async () => {
    const checks = {
      database: async () => 'it is gone',
      queue: () => Promise.reject(new Error('connection refused')),
      views: async () => undefined,
    };

    expect(await checkHealth(checks)).toEqual({
      ready: false,
      checks: { database: 'it is gone', queue: 'connection refused', views: 'ok' },
    });
  });
});
