import { type Json, readFieldsV1 } from '#libs/kubernetes';
import { adoption } from './adopted-shapes.js';
import {
  bearsTemplate,
  heldDeletion,
  limits,
  otherMetadata,
  propagationPolicy,
  specBesideTemplate,
  strategy,
} from './deployment-shapes.js';
import type { DeploymentEvent, DeploymentEventType, StateEventType, StoredManagers } from './event.js';
import { earlierState, observedWrite, podsSeen } from './observed-shapes.js';
import { restoredFrom, undoAnswer, undoRequest } from './undo-shapes.js';
import { count, isObject, object, type Shape, ShapeMismatch, text, textMap } from './shape.js';

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

const managers: Shape<StoredManagers> = (value, path) => {
  if (Array.isArray(value) && value.every(isStoredManager)) return value as StoredManagers;
  throw new ShapeMismatch(path, 'a list of managers of fields');
};

const PAYLOADS: { readonly [T in DeploymentEventType]: Shape<Extract<DeploymentEvent, { type: T }>['payload']> } = {
  DeploymentCreated: object({
    ...bearsTemplate,
    labels: textMap,
    annotations: textMap,
    spec: specBesideTemplate,
  }),
  ReplicaSetAdopted: adoption,
  PodTemplateChanged: object(bearsTemplate),
  RolloutRestarted: object(bearsTemplate),
  RolloutUndone: object({
    ...bearsTemplate,
    restoredFrom,
  }),
  DeploymentScaled: object({ replicas: count }),
  StrategyChanged: object({ strategy }),
  RolloutLimitsChanged: object(limits),
  RolloutPaused: object({}),
  RolloutResumed: object({}),
  LabelsChanged: object({ labels: textMap }),
  AnnotationsChanged: object({ annotations: textMap }),
  MetadataChanged: otherMetadata,
  ManagedFieldsChanged: object({ managers }),
  DeletionRequested: heldDeletion,
  DeploymentDeleted: object({ propagationPolicy }),
  ClusterUndoRequested: undoRequest,
  ClusterUndoAnswered: undoAnswer,
  ChangeAttributed: object({ change: text }),
  PodsObserved: podsSeen,
  WriteObserved: observedWrite,
  EarlierStateLearned: earlierState,
};

function isStoredManager(value: unknown): boolean {
  if (!isObject(value) || typeof value.manager !== 'string') return false;
  return value.fields === undefined || readFieldsV1(value.fields as Json) !== undefined;
}

/** Every type of event whose newest say what a Deployment is. */
export const EVENT_TYPES: readonly StateEventType[] = Object.keys(PAYLOADS).filter(isOfState);

function isOfState(type: string): type is StateEventType {
  return isKnown(type) && type !== 'EarlierStateLearned';
}
