import { describe, expect, it } from '@jest/globals';
import { objectOf } from '#libs/kubernetes';
import type { ObjectRow } from '#libs/postgres';
import { findNamespace, listNamespaces } from './namespaces.js';
import { requireNamespace } from './require-namespace.js';
import { SERVED_RESOURCES } from '#libs/kubernetes-api';

const NOW = new Date('2026-11-25T10:00:00Z');
const BEGAN = new Date('2026-11-25T08:00:00Z');

const written = (name: string, change: Partial<ObjectRow> = {}): ObjectRow => ({
  streamId: 1,
  cluster: 'default',
  namespace: name,
  name,
  uid: `uid of ${name}`,
  position: '7',
  streamPosition: 1,
  written: {
    type: 'ObjectWritten',
    schemaVersion: 1,
    payload: {
      object: { kind: 'Namespace', apiVersion: 'v1', metadata: { name }, status: { phase: 'Active' } },
    },
  },
  deletedAt: null,
  deletedPosition: null,
  goneAt: null,
  graceSeconds: null,
  ...change,
});
const ending = { deletedAt: new Date(NOW.getTime() - 1000), deletedPosition: '8', goneAt: new Date(NOW.getTime() + 1) };

/** A cluster with these namespaces made, and these held. */
function world(made: readonly ObjectRow[] = [], held: readonly string[] = []) {
  const rows = held.map((name) => ({ name, position: '3', createdAt: BEGAN }));
  return {
    reads: {
      findObject: ({ name }: { name: string }) => Promise.resolve(made.find((row) => row.name === name)),
      listObjects: () => Promise.resolve(made),
      findHeldNamespace: (_: string, name: string) => Promise.resolve(rows.find((row) => row.name === name)),
      listHeldNamespaces: () => Promise.resolve(rows),
      readBeginning: () => Promise.resolve(BEGAN),
    },
  } as unknown as Parameters<typeof findNamespace>[0];
}

const find = (ports: ReturnType<typeof world>, name: string) => findNamespace(ports, { cluster: 'default', name }, NOW);
const phaseOf = async (ports: ReturnType<typeof world>, name: string) =>
  objectOf((await find(ports, name))?.object.status).phase;

describe('namespaces', () => {
  it('when nothing was ever recorded, the four of every cluster are there', async () => {
    const names = (await listNamespaces(world(), 'default', NOW)).map(({ name }) => name);
    expect(names).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    expect((await find(world(), 'default'))?.object).toMatchObject({
      kind: 'Namespace',
      metadata: {
        name: 'default',
        creationTimestamp: '2026-11-25T08:00:00Z',
        labels: { 'kubernetes.io/metadata.name': 'default' },
      },
      status: { phase: 'Active' },
    });
    expect(await find(world(), 'shop')).toBeUndefined();
  });

  it('when something is in one, or somebody made it, it is there', async () => {
    const ports = world([written('made')], ['held', 'default']);
    expect(await phaseOf(ports, 'held')).toBe('Active');
    expect((await find(ports, 'made'))?.object).toMatchObject({
      metadata: { uid: 'uid of made', resourceVersion: '7000000000' },
    });
    const names = (await listNamespaces(ports, 'default', NOW)).map(({ name }) => name);
    expect(names).toEqual(['default', 'held', 'kube-node-lease', 'kube-public', 'kube-system', 'made']);
  });

  it('when one that is held is read twice, its uid is the same', async () => {
    const ports = world([], ['held']);
    expect((await find(ports, 'held'))?.uid).toBe((await find(ports, 'held'))?.uid);
  });

  it('when it was deleted and is not gone yet, it is Terminating, whatever was in it', async () => {
    const ports = world([written('shop', ending)], ['shop']);
    expect(await phaseOf(ports, 'shop')).toBe('Terminating');
    expect(objectOf((await find(ports, 'shop'))?.object.metadata).deletionTimestamp).toBe('2026-11-25T09:59:59Z');
  });

  it('when something is to be made in one, it must be there, and stay', async () => {
    const ports = world([written('shop', ending)]);
    const request = { cluster: 'default', served: SERVED_RESOURCES['deployments.apps'], now: NOW };
    const making = (namespace: string) => requireNamespace({ ...request, namespace }, 'web', ports);
    await expect(making('default')).resolves.toBeUndefined();
    await expect(making('nowhere')).rejects.toThrow('namespaces "nowhere" not found');
    await expect(making('shop')).rejects.toThrow(
      'deployments.apps "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
    );
  });
});
