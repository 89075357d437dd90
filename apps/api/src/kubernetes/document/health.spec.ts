import { describe, expect, it } from '@jest/globals';
import type { ApiPorts } from '../../ports.js';
import type { Answer } from '../answer.js';
import { healthAt } from './health.js';

function ask(path: string, { query = '', behindSince }: { query?: string; behindSince?: Date } = {}) {
  const ports = {
    reads: {
      readViewProgress: async () => ({ head: 7n, behind: 3, behindSince: behindSince ?? null, parked: 1 }),
      readParkedStreams: async () => [],
    },
    now: () => new Date('2026-01-01T01:00:00Z'),
  } as unknown as ApiPorts;
  const place = { cluster: 'default', prefix: '', parts: path.split('/') };
  return healthAt(place, new URLSearchParams(query), ports);
}

describe('how the Kubernetes API says how it is', () => {
  const behindSince = new Date('2026-01-01T00:00:00Z');
  const text = (status: number, lines: readonly string[]): Answer => ({ kind: 'text', status, text: lines.join('\n') });

  it.each(['healthz', 'livez', 'readyz'])('when all is well, /%s is a word', async (path) => {
    expect(await ask(path)).toEqual(text(200, ['ok']));
  });

  it('when it is asked for more, each check has a line', async () => {
    expect(await ask('livez', { query: 'verbose', behindSince })).toEqual(
      text(200, ['[+]ping ok', 'livez check passed', '']),
    );
    expect(await ask('readyz', { query: 'verbose' })).toEqual(
      text(200, ['[+]ping ok', '[+]database ok', '[+]views ok', 'readyz check passed', '']),
    );
  });

  it('when the views are behind, it is not ready, and does not say how many', async () => {
    expect(await ask('readyz', { behindSince })).toEqual(
      text(500, ['[+]ping ok', '[+]database ok', '[-]views failed: reason withheld', 'readyz check failed', '']),
    );
    expect(await ask('livez', { behindSince })).toEqual(text(200, ['ok']));
  });

  it.each(['version', 'readyz/views'])('when /%s is asked for, it is none of these', async (path) => {
    expect(await ask(path)).toBeUndefined();
  });
});
