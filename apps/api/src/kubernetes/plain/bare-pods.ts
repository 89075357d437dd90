import { DEFAULT_POD_LIFE } from '#libs/history';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { barePodSince, barePodStart, renderBarePod } from '#libs/kubernetes-api';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { ListQuery } from '../list/list-source.js';
import { pageOf } from './object-key.js';
import { type PlainObject, plainObject } from './plain-object.js';

/** Bare pods as they are at the moment of a list, in its order. */
export async function barePods(query: ListQuery, { reads }: KubernetesPorts): Promise<readonly JsonObject[]> {
  const { request, namespace, name, at } = query;
  const wanted = { ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
  const rows = pageOf(await reads.listObjects({ cluster: request.cluster, kind: 'Pod', ...wanted }, at), query);
  const pods = rows.map((row) => ({ row, facts: factsOf(plainObject(row)) }));
  const versions = await reads.readObjectVersions(
    pods.map(({ row: { streamId, position }, facts }) => ({ streamId, position, since: barePodSince(facts, at) })),
  );
  return pods.map(({ row: { uid }, facts }, index) => {
    const object = named(facts.object, { uid, resourceVersion: versions[index] ?? '0' });
    return renderBarePod({ ...facts, object }, at);
  });
}

/** A bare pod as a write meets it. */
export function shownPod(object: JsonObject, plain: PlainObject, now: Date): JsonObject {
  return renderBarePod({ ...factsOf(plain), object }, now);
}

/** When the containers of a bare pod start, if they do. */
export function startOfPod(plain: PlainObject): Date {
  return barePodStart(factsOf(plain));
}

function factsOf({ state: { object, podLife = DEFAULT_POD_LIFE, graceSeconds }, deletedAt }: PlainObject) {
  const deletion = deletedAt && { deletedAt, ...(graceSeconds !== undefined && { graceSeconds }) };
  return { object, times: podLife, ...deletion };
}

function named(object: JsonObject, of: Readonly<{ uid: string; resourceVersion: string }>): JsonObject {
  return { ...object, metadata: { ...objectOf(object.metadata), ...of } };
}
