import { expect, it } from '@jest/globals';
import { queryOf } from '../../../../../test/support/listed-objects.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { NAMESPACES, SERVICES } from './list-objects.js';

const written = (name: string) => ({ namespace: 'shop', name });
const ports = {
  reads: {
    listObjects: ({ kind }: { kind: string }) =>
      Promise.resolve(kind === 'Service' ? ['a', 'b', 'c'].map((name) => written(name)) : []),
    listHeldNamespaces: () => Promise.resolve([]),
    readBeginning: () => Promise.resolve(new Date(0)),
  },
} as unknown as KubernetesPorts;

it.each([
  ['Services', SERVICES, { namespace: 'shop', name: 'a' }, 2],
  ['Services', SERVICES, { namespace: 'shop', name: 'c' }, 0],
  ['Namespaces', NAMESPACES, { namespace: '', name: 'default' }, 3],
])('of %s, those after a key are counted, however long a page is', async (_, source, after, count) => {
  expect(await source.count?.(queryOf({ limit: 1 }, after), ports)).toBe(count);
});
