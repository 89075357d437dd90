import { bearsTemplate, heldDeletion, otherMetadata, specBesideTemplate } from './deployment-shapes.js';
import type { EarlierState, ObservedWrite } from './event.js';
import type { PodsSeen, ReplicaSetSeen } from './pods-seen.js';
import { count, isObject, kept, object, type Shape, ShapeMismatch, text, textMap } from './shape.js';

export const observedWrite: Shape<ObservedWrite> = kept('what is known of a write', isObserved);

export const earlierState: Shape<EarlierState> = (value, path) => {
  const state = kept<EarlierState>('an earlier state', isObserved)(value, path);
  const { kinds, whole, template, replicas } = state;
  if (!Array.isArray(kinds)) throw new ShapeMismatch(`${path}.kinds`, 'a list of types of events');
  if (replicas !== undefined) count(replicas, `${path}.replicas`);
  if (whole !== undefined) refuseOther({ ...whole, template }, `${path}.whole`);
  return state;
};

export const podsSeen: Shape<PodsSeen> = (value, path) => {
  const { at, replicaSets } = kept<PodsSeen>('what was seen of pods', ({ replicaSets: list }) => Array.isArray(list))(
    value,
    path,
  );
  return {
    at: text(at, `${path}.at`),
    replicaSets: replicaSets.map((one, index) => replicaSetSeen(one, `${path}.replicaSets[${index}]`)),
  };
};

const COUNTS = object({ name: text, pods: count, ready: count, terminating: count, restarts: count });
const WAITING = object({ reason: text, message: text, container: text, pods: count });

function replicaSetSeen(value: unknown, path: string): ReplicaSetSeen {
  const { waiting } = kept<ReplicaSetSeen>('what was seen of a ReplicaSet', ({ waiting: list }) => Array.isArray(list))(
    value,
    path,
  );
  return { ...COUNTS(value, path), waiting: waiting.map((one, index) => WAITING(one, `${path}.waiting[${index}]`)) };
}

function refuseOther(whole: object, path: string): void {
  WHOLE(whole, path);
  if ('deletion' in whole) heldDeletion(whole.deletion, `${path}.deletion`);
}

const WHOLE = object({
  ...bearsTemplate,
  labels: textMap,
  annotations: textMap,
  metadata: otherMetadata,
  spec: specBesideTemplate,
  release: text,
});

function isObserved({
  at,
  resourceVersion,
  newest,
  whole,
  generation,
  revision,
}: Readonly<Record<string, unknown>>): boolean {
  const versions = [resourceVersion, newest, isObject(whole) ? undefined : whole];
  const isVersion = (value: unknown) => value === undefined || (typeof value === 'string' && /^\d+$/.test(value));
  const isNumber = (value: unknown) => value === undefined || Number.isInteger(value);
  return typeof at === 'string' && versions.every(isVersion) && [generation, revision].every(isNumber);
}
