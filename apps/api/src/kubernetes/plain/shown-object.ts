import type { ObjectKind } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { apiTime } from '#libs/kubernetes-api';
import type { PlainObject } from './plain-object.js';
import { shownPod } from './bare-pods.js';
import { positionVersion } from '../read/resource-version.js';

/** An object as the API shows it at a moment. */
export function shownObject(kind: ObjectKind, plain: PlainObject, now: Date): JsonObject {
  const { state, uid, position } = plain;
  const { metadata, ...object } = state.object;
  const named = { ...objectOf(metadata), uid, resourceVersion: positionVersion(position) };
  const shown = { kind, apiVersion: 'v1', ...object, metadata: named };
  if (kind === 'Pod') return shownPod(shown, plain, now);
  return plain.deletedAt === undefined ? shown : terminating(shown, plain.deletedAt);
}

function terminating(object: JsonObject, deletedAt: Date): JsonObject {
  const metadata = { ...objectOf(object.metadata), deletionTimestamp: apiTime(deletedAt) };
  return { ...object, metadata, status: { ...objectOf(object.status), phase: 'Terminating' } };
}
