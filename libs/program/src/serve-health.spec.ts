import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveHealth, type HealthServer } from './serve-health.js';

describe('serveHealth', () => {
  let server: HealthServer;
  let trouble: string | undefined;
  let metrics: () => Promise<string>;
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return [answer.status, await answer.text()];
  };

  beforeEach(async () => {
    trouble = undefined;
    metrics = async () => 'up 1\n';
    const checks = { database: async () => trouble };
    server = await serveHealth({ host: '127.0.0.1', port: 0, checks, metrics: () => metrics() });
  });
  afterEach(() => server.close());

  it('when all is well, it says so', async () => {
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    expect(await get('/readyz')).toEqual([200, '{"database":"ok"}\n']);
    expect(await get('/metrics')).toEqual([200, 'up 1\n']);
  });

  it('when a check fails, it lives but is not ready', async () => {
    trouble = 'gone';

    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    expect(await get('/readyz')).toEqual([503, '{"database":"gone"}\n']);
  });

  it('when the metrics cannot be read, it says why', async () => {
    metrics = () => Promise.reject(new Error('no database'));

    expect(await get('/metrics')).toEqual([503, 'no database\n']);
  });

  it('when another path is asked for, it names those there are', async () => {
    expect(await get('/')).toEqual([404, 'see /healthz, /readyz, /metrics\n']);
  });
});
