import { type ObjectKind, type ObjectState, parseObjectEvent } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { apiTime } from '#libs/kubernetes-api';
import type { ObjectRow } from '#libs/postgres';
import { positionVersion } from '../read/resource-version.js';

/** An object that is kept whole, as it is known at a moment. */
export type PlainObject = Readonly<{
  uid: string;
  /** Position of its last event. */
  position: bigint;
  state: ObjectState;
  /** When its deletion was asked for; it is there until it is gone. */
  deletedAt?: Date;
}>;

/** A row of the log, read. */
export function plainObject({ uid, position, written, deletedAt }: ObjectRow): PlainObject {
  const { payload } = parseObjectEvent(written);
  if (!('object' in payload)) throw new Error(`the object ${uid} was deleted before it was written`);
  return { uid, position: BigInt(position), state: payload, ...(deletedAt && { deletedAt }) };
}

/** An object as the API shows it at a moment. */
export function shownObject(kind: ObjectKind, plain: PlainObject, _now: Date): JsonObject {
  const { state, uid, position } = plain;
  const { metadata, ...object } = state.object;
  const named = { ...objectOf(metadata), uid, resourceVersion: positionVersion(position) };
  const shown = { kind, apiVersion: 'v1', ...object, metadata: named };
  return plain.deletedAt === undefined ? shown : terminating(shown, plain.deletedAt);
}

function terminating(object: JsonObject, deletedAt: Date): JsonObject {
  const metadata = { ...objectOf(object.metadata), deletionTimestamp: apiTime(deletedAt) };
  return { ...object, metadata, status: { ...objectOf(object.status), phase: 'Terminating' } };
}
