import {
  type DeploymentStrategy,
  type Json,
  type LabelSelector,
  type PodTemplate,
  readFieldsV1,
} from '#libs/kubernetes';
import type {
  DeploymentEvent,
  DeploymentEventType,
  PodLife,
  PropagationPolicy,
  RestoredFrom,
  StoredManagers,
} from './event.js';
import { count, flag, isObject, kept, object, seconds, type Shape, ShapeMismatch, text, textMap } from './shape.js';

/** An event as the log gives it back: its template beside the payload. */
export type StoredEvent = Readonly<{
  type: string;
  schemaVersion: number;
  payload: StoredPayload;
  template?: StoredPayload;
}>;

type StoredPayload = Readonly<Record<string, unknown>>;

/** Turns the payload of one schemaVersion into that of the next. */
export type Upcast = (payload: StoredPayload) => StoredPayload;

/** A stored event that this Rollbook cannot read: written by a newer one, or damaged. */
export class EventUnreadable extends Error {
  readonly code = 'EventUnreadable';
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    reason: string,
  ) {
    super(`event ${type} (schemaVersion ${schemaVersion}) cannot be read: ${reason}`);
  }
}

// By type, the first from schemaVersion 1 to 2: a new shape of an event gets its upcast here, and old events stay as they are.
const UPCASTS: Upcasts = {};

type Upcasts = Readonly<Partial<Record<string, readonly Upcast[]>>>;

/**
 * A stored event in its present shape.
 * @throws EventUnreadable
 */
export function parseEvent(stored: StoredEvent, upcasts: Upcasts = UPCASTS): DeploymentEvent {
  const { type, schemaVersion, payload, template } = stored;
  if (!isKnown(type)) {
    throw new EventUnreadable(type, schemaVersion, 'no such type is known; a newer Rollbook may have written it');
  }
  const pending = upcasts[type] ?? [];
  const newest = pending.length + 1;
  if (schemaVersion < 1 || schemaVersion > newest) {
    throw new EventUnreadable(type, schemaVersion, `schemaVersion 1 to ${newest} is known; run a newer Rollbook`);
  }
  const present = pending
    .slice(schemaVersion - 1)
    .reduce((value, upcast) => upcast(value), withTemplate(payload, template));
  try {
    return { type, schemaVersion: 1, payload: PAYLOADS[type](present, 'payload') } as DeploymentEvent;
  } catch (error) {
    if (error instanceof ShapeMismatch) throw new EventUnreadable(type, schemaVersion, error.message);
    throw error;
  }
}

function isKnown(type: string): type is DeploymentEventType {
  return Object.hasOwn(PAYLOADS, type);
}

function withTemplate(payload: StoredPayload, template: StoredPayload | undefined): StoredPayload {
  return template === undefined ? payload : { ...payload, template };
}

const podTemplate = kept<PodTemplate>(
  'a pod template with containers',
  ({ spec }) => isObject(spec) && Array.isArray(spec.containers) && spec.containers.every(isObject),
);

const selector = kept<LabelSelector>('a label selector', () => true);

const strategy: Shape<DeploymentStrategy> = kept(
  'Recreate, or RollingUpdate with maxSurge and maxUnavailable',
  ({ type, rollingUpdate }) =>
    type === 'Recreate' ||
    (type === 'RollingUpdate' &&
      isObject(rollingUpdate) &&
      isIntOrPercent(rollingUpdate.maxSurge) &&
      isIntOrPercent(rollingUpdate.maxUnavailable)),
);

const limits = { minReadySeconds: count, progressDeadlineSeconds: count, revisionHistoryLimit: count };

const bearsTemplate = {
  template: podTemplate,
  podLife: object<PodLife>({ startSeconds: seconds, terminationSeconds: seconds, neverReady: flag }),
  release: text,
};

const propagationPolicy: Shape<PropagationPolicy> = (value, path) => {
  if (value === 'Background' || value === 'Foreground' || value === 'Orphan') return value;
  throw new ShapeMismatch(path, 'Background, Foreground or Orphan');
};

const managers: Shape<StoredManagers> = (value, path) => {
  if (Array.isArray(value) && value.every(isStoredManager)) return value as StoredManagers;
  throw new ShapeMismatch(path, 'a list of managers of fields');
};

const PAYLOADS: { readonly [T in DeploymentEventType]: Shape<Extract<DeploymentEvent, { type: T }>['payload']> } = {
  DeploymentCreated: object({
    ...bearsTemplate,
    labels: textMap,
    annotations: textMap,
    spec: object({ replicas: count, selector, strategy, ...limits, paused: flag }),
  }),
  PodTemplateChanged: object(bearsTemplate),
  RolloutRestarted: object(bearsTemplate),
  RolloutUndone: object({
    ...bearsTemplate,
    restoredFrom: object<RestoredFrom>({ uid: text, revision: count, change: text }),
  }),
  DeploymentScaled: object({ replicas: count }),
  StrategyChanged: object({ strategy }),
  RolloutLimitsChanged: object(limits),
  RolloutPaused: object({}),
  RolloutResumed: object({}),
  LabelsChanged: object({ labels: textMap }),
  AnnotationsChanged: object({ annotations: textMap }),
  MetadataChanged: kept('metadata', isOtherMetadata),
  ManagedFieldsChanged: object({ managers }),
  DeletionRequested: object({ propagationPolicy, deletionTimestamp: text }),
  DeploymentDeleted: object({ propagationPolicy }),
};

function isStoredManager(value: unknown): boolean {
  if (!isObject(value) || typeof value.manager !== 'string') return false;
  return value.fields === undefined || readFieldsV1(value.fields as Json) !== undefined;
}

function isOtherMetadata({ finalizers = [], ownerReferences = [], generateName = '' }: StoredPayload): boolean {
  return (
    Array.isArray(finalizers) &&
    finalizers.every((finalizer) => typeof finalizer === 'string') &&
    Array.isArray(ownerReferences) &&
    ownerReferences.every(isObject) &&
    typeof generateName === 'string'
  );
}

/** Every type of event that says what a Deployment is. */
export const EVENT_TYPES: readonly DeploymentEventType[] = Object.keys(PAYLOADS).filter(isKnown);

// int-or-percent as the API stores it: 1 or `25%`.
function isIntOrPercent(value: unknown): boolean {
  return (Number.isSafeInteger(value) && Number(value) >= 0) || (typeof value === 'string' && /^\d+%$/.test(value));
}
