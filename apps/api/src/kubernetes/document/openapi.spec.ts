import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../answer.js';
import { openApiAt } from './openapi.js';

function ask(path: string, { accept = 'application/json', query = '', prefix = '' } = {}): Answer | undefined {
  return openApiAt(
    { cluster: 'default', prefix, parts: path.split('/') },
    { accept, query: new URLSearchParams(query) },
  );
}

function addressesIn(answer: Answer | undefined): Readonly<Record<string, string>> {
  const { paths } = (answer as unknown as { object: { paths: Record<string, { serverRelativeURL: string }> } }).object;
  return Object.fromEntries(Object.entries(paths).map(([place, { serverRelativeURL }]) => [place, serverRelativeURL]));
}

describe('the documents of the API', () => {
  it('when they are listed, each has its hash in its address', () => {
    const addresses = addressesIn(ask('openapi/v3'));
    expect(Object.keys(addresses)).toEqual(expect.arrayContaining(['api/v1', 'apis/apps/v1']));
    for (const [place, address] of Object.entries(addresses))
      expect(address).toMatch(new RegExp(`^/openapi/v3/${place}\\?hash=[0-9A-F]{128}$`));
  });

  it('when a cluster has a path of its own, so have its documents', () => {
    const addresses = Object.values(addressesIn(ask('openapi/v3', { prefix: '/clusters/east' })));
    expect(addresses.every((address) => address.startsWith('/clusters/east/openapi/v3/'))).toBe(true);
  });

  it('when one is asked for by its hash, it holds for good; by another, it does not', () => {
    const hash = addressesIn(ask('openapi/v3'))['apis/apps/v1']?.split('=')[1] ?? '';
    const cacheControl = 'private, max-age=31536000, immutable';
    expect(ask('openapi/v3/apis/apps/v1', { query: `hash=${hash}` })).toMatchObject({ status: 200, cacheControl });
    expect(ask('openapi/v3/apis/apps/v1', { query: 'hash=F00' })).not.toHaveProperty('cacheControl');
  });

  it.each(['openapi', 'openapi/v4', 'openapi/v2/more', 'openapi/v3/apis', 'openapi/v3/apis/batch/v1'])(
    'when %s is asked for, there is nothing',
    (path) => {
      expect(ask(path)).toBeUndefined();
    },
  );

  it('when the older one is asked for, it is empty, and in the form that is wanted', () => {
    const protobuf = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
    expect(ask('openapi/v2', { accept: protobuf })).toMatchObject({ kind: 'bytes', status: 200 });
    expect(ask('openapi/v2')).toMatchObject({ object: { swagger: '2.0', paths: {} } });
  });
});
