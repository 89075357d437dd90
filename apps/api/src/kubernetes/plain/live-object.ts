import { type ObjectKind, type ObjectState } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import type { KubernetesPorts } from '../kubernetes-request.js';
import { findNamespace, type KnownNamespace } from './namespaces.js';
import { type PlainObject, plainObject } from './plain-object.js';
import { shownObject } from './shown-object.js';

/** Where an object is kept: a Namespace lies in itself. */
export type ObjectAt = Readonly<{ kind: ObjectKind; cluster: string; namespace: string; name: string }>;

/** An object that is there, as a write meets it. */
export type LiveObject = Readonly<{
  name: string;
  uid: string;
  /** Position of its last event; 0 for a namespace that nobody wrote. */
  position: bigint;
  /** Where its stream stands: none for a namespace that nobody wrote. */
  streamPosition: number | 'none';
  state: ObjectState;
  /** Set while it ends. */
  deletedAt?: Date;
  /** As the API shows it. */
  object: JsonObject;
}>;

/** The object that a write meets; undefined when there is none. */
export async function liveObject(
  at: ObjectAt,
  ports: Pick<KubernetesPorts, 'reads'>,
  now: Date,
): Promise<LiveObject | undefined> {
  const { kind, cluster, name } = at;
  const row = await ports.reads.findObject(at, now);
  if (row !== undefined)
    return written(kind, { name, streamPosition: row.streamPosition, plain: plainObject(row) }, now);
  if (kind !== 'Namespace') return undefined;
  const held = await findNamespace(ports, { cluster, name }, now);
  return held && heldNamespace(held);
}

function heldNamespace({ name, uid, object }: KnownNamespace): LiveObject {
  const { uid: _uid, resourceVersion: _version, ...metadata } = objectOf(object.metadata);
  const state = { object: { ...object, metadata } };
  return { name, uid, position: 0n, streamPosition: 'none', state, object };
}

function written(
  kind: ObjectKind,
  { name, streamPosition, plain }: Readonly<{ name: string; streamPosition: number; plain: PlainObject }>,
  now: Date,
): LiveObject {
  const { uid, position, state, deletedAt } = plain;
  const object = shownObject(kind, plain, now);
  return { name, uid, position, streamPosition, state, ...(deletedAt && { deletedAt }), object };
}
