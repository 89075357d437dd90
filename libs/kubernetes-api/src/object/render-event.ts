import type { JsonObject } from '#libs/kubernetes';
import { apiTime } from './api-time.js';
import { controllerEntry, CONTROLLERS, namedFields } from './controller-fields.js';
import { objectMeta } from './object-meta.js';

/** What is known of an Event at a moment: what its newest write says. */
export type EventFacts = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  /** What it is about, of apps/v1: a Deployment or a ReplicaSet, as it was at its first write. */
  about: Readonly<{ kind: string; name: string; uid: string; resourceVersion: string }>;
  /** Normal or Warning. */
  type: string;
  reason: string;
  message: string;
  /** The controller that says it. */
  source: string;
  count: number;
  firstAt: Date;
  lastAt: Date;
}>;

/** The v1 Event as the API server shows it. */
export function renderEvent(facts: EventFacts): JsonObject {
  const { namespace, about, reason, message, source, firstAt, lastAt, count, type } = facts;
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: eventMeta(facts),
    involvedObject: involved(namespace, about),
    reason,
    message,
    source: { component: source },
    firstTimestamp: apiTime(firstAt),
    lastTimestamp: apiTime(lastAt),
    count,
    type,
    eventTime: null,
    reportingComponent: source,
    reportingInstance: '',
  };
}

/** The same Event as events.k8s.io/v1 words it. */
export function renderNewEvent(facts: EventFacts): JsonObject {
  const { namespace, about, reason, message, source, firstAt, lastAt, count, type } = facts;
  return {
    kind: 'Event',
    apiVersion: 'events.k8s.io/v1',
    metadata: eventMeta(facts),
    eventTime: null,
    reportingController: source,
    reportingInstance: '',
    reason,
    regarding: involved(namespace, about),
    note: message,
    type,
    deprecatedSource: { component: source },
    deprecatedFirstTimestamp: apiTime(firstAt),
    deprecatedLastTimestamp: apiTime(lastAt),
    deprecatedCount: count,
  };
}

function eventMeta(facts: EventFacts): JsonObject {
  const { namespace, name, uid, resourceVersion, firstAt, lastAt } = facts;
  const entry = controllerEntry({ manager: CONTROLLERS, apiVersion: 'v1', time: lastAt }, EVENT_FIELDS);
  return objectMeta({ namespace, name, uid, resourceVersion, createdAt: firstAt, managedFields: [entry] });
}

// As its controller wrote it, in v1, whatever version it is read in.
const EVENT_FIELDS: JsonObject = {
  ...namedFields([
    'count',
    'firstTimestamp',
    'involvedObject',
    'lastTimestamp',
    'message',
    'reason',
    'reportingComponent',
  ]),
  'f:source': { 'f:component': {} },
  'f:type': {},
};

function involved(namespace: string, { kind, name, uid, resourceVersion }: EventFacts['about']): JsonObject {
  return { kind, namespace, name, uid, apiVersion: 'apps/v1', resourceVersion };
}
