import { createHash } from 'node:crypto';
import type { JsonObject } from '#libs/kubernetes';
import { renderHeldNamespace } from '#libs/kubernetes-api';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { positionVersion } from '../read/resource-version.js';
import { type PlainObject, plainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';

/** Namespaces that every cluster has. */
export const STANDING_NAMESPACES: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

type Ports = Pick<KubernetesPorts, 'reads'>;

/** A namespace of a cluster: somebody made it, or it is there because something is in it. */
export type KnownNamespace = Readonly<{
  name: string;
  object: JsonObject;
  /** Undefined of one that nobody wrote. */
  written?: PlainObject;
  uid: string;
}>;

/**
 * The namespace of a name (docs/adr/0014): one that was made, until it is gone; one in which something was recorded since; or
 * one that every cluster has.
 */
export async function findNamespace(
  { reads }: Ports,
  place: Readonly<{ cluster: string; name: string }>,
  at: Date,
): Promise<KnownNamespace | undefined> {
  const { cluster, name } = place;
  const row = await reads.findObject({ cluster, kind: 'Namespace', namespace: name, name }, at);
  if (row !== undefined) return writtenNamespace(name, plainObject(row), at);
  const held = await reads.findHeldNamespace(cluster, name);
  if (held !== undefined) return heldNamespace(cluster, held);
  if (!STANDING_NAMESPACES.includes(name)) return undefined;
  return standingNamespace(cluster, name, (await reads.readBeginning()) ?? at);
}

/** Every namespace of a cluster, by name. */
export async function listNamespaces({ reads }: Ports, cluster: string, at: Date): Promise<readonly KnownNamespace[]> {
  const [rows, held, beginning] = await Promise.all([
    reads.listObjects({ cluster, kind: 'Namespace' }, at),
    reads.listHeldNamespaces(cluster),
    reads.readBeginning(),
  ]);
  // What is told of a name last counts.
  const known = [
    ...STANDING_NAMESPACES.map((name) => standingNamespace(cluster, name, beginning ?? at)),
    ...held.map((row) => heldNamespace(cluster, row)),
    ...rows.map((row) => writtenNamespace(row.name, plainObject(row), at)),
  ];
  const byName = new Map(known.map((namespace) => [namespace.name, namespace]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function writtenNamespace(name: string, written: PlainObject, at: Date): KnownNamespace {
  return { name, uid: written.uid, written, object: shownObject('Namespace', written, at) };
}

function heldNamespace(
  cluster: string,
  { name, position, createdAt }: Readonly<{ name: string; position: string; createdAt: Date }>,
): KnownNamespace {
  const uid = uidOf(cluster, name, position);
  const resourceVersion = positionVersion(position);
  return { name, uid, object: renderHeldNamespace({ name, uid, resourceVersion, createdAt }) };
}

function standingNamespace(cluster: string, name: string, createdAt: Date): KnownNamespace {
  const uid = uidOf(cluster, name, '0');
  return { name, uid, object: renderHeldNamespace({ name, uid, resourceVersion: '1', createdAt }) };
}

// The same each time, and another's after the namespace was deleted and came again.
function uidOf(cluster: string, name: string, position: string): string {
  const hex = createHash('sha256').update(`namespace\0${cluster}\0${name}\0${position}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
