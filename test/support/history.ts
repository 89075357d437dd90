import { createHash } from 'node:crypto';
import {
  type EventStore,
  InMemoryEventStore,
  type NewChange,
  type NewEvent,
  type RecordedChange,
} from '#libs/event-store';
import { type DeploymentEvent, type PropagationPolicy, storableEvent } from '#libs/history';
import type { DeploymentSpec, PodTemplate, StringMap } from '#libs/kubernetes';
import { SEALING } from './sealing.js';

/** What somebody did at a moment; all events of one change. */
export type Told = Readonly<{ at: number; events: readonly [DeploymentEvent, ...DeploymentEvent[]] }>;

/** 10:00:00 on a day of 2026: moments in specs are told as seconds after it. */
export const START = Date.UTC(2026, 10, 21, 10);

/** Something done so many seconds after START. */
export function after(seconds: number, ...events: [DeploymentEvent, ...DeploymentEvent[]]): Told {
  return { at: START + seconds * 1000, events };
}

const POD_LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };

export function podTemplate(image: string): PodTemplate {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } };
}

/** With `bad` in its name an image never gets ready. */
function withTemplate(image: string, release = '1.36') {
  return { template: podTemplate(image), podLife: { ...POD_LIFE, neverReady: image.includes('bad') }, release };
}

export function created(
  image: string,
  { labels = { app: 'web' }, ...spec }: Partial<DeploymentSpec> & Readonly<{ labels?: StringMap }> = {},
): DeploymentEvent {
  const { template: _template, ...rest } = { ...SPEC, ...spec };
  return {
    type: 'DeploymentCreated',
    schemaVersion: 1,
    payload: { labels, annotations: {}, spec: rest, ...withTemplate(image) },
  };
}

const SPEC: DeploymentSpec = {
  replicas: 3,
  selector: { matchLabels: { app: 'web' } },
  template: podTemplate('web:1'),
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  minReadySeconds: 0,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  paused: false,
};

export function image(name: string): DeploymentEvent {
  return { type: 'PodTemplateChanged', schemaVersion: 1, payload: withTemplate(name) };
}

export function undone(name: string, revision: number): DeploymentEvent {
  const restoredFrom = { uid: 'uid-1', revision, change: '1' };
  return { type: 'RolloutUndone', schemaVersion: 1, payload: { ...withTemplate(name), restoredFrom } };
}

export function scaled(replicas: number): DeploymentEvent {
  return { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas } };
}

export function strategy(type: 'Recreate' | 'RollingUpdate'): DeploymentEvent {
  return {
    type: 'StrategyChanged',
    schemaVersion: 1,
    payload: {
      strategy: type === 'Recreate' ? { type } : { type, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
  };
}

export function limits(
  revisionHistoryLimit: number,
  progressDeadlineSeconds = 600,
  minReadySeconds = 0,
): DeploymentEvent {
  const payload = { revisionHistoryLimit, progressDeadlineSeconds, minReadySeconds };
  return { type: 'RolloutLimitsChanged', schemaVersion: 1, payload };
}

export const paused: DeploymentEvent = { type: 'RolloutPaused', schemaVersion: 1, payload: {} };

export const resumed: DeploymentEvent = { type: 'RolloutResumed', schemaVersion: 1, payload: {} };

export function annotated(annotations: StringMap): DeploymentEvent {
  return { type: 'AnnotationsChanged', schemaVersion: 1, payload: { annotations } };
}

export function deleted(propagationPolicy: PropagationPolicy = 'Background'): DeploymentEvent {
  return { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy } };
}

/** An agent saw that a ReplicaSet has so many pods, of which so many are ready, and what the others wait for. */
export function podsSeen(name: string, pods: number, ready: number, reason?: string): DeploymentEvent {
  const waiting = { reason: reason ?? '', message: `${reason}: so it is`, container: 'web', pods: pods - ready };
  const replicaSet = { name, pods, ready, terminating: 0, restarts: 0, waiting: reason === undefined ? [] : [waiting] };
  const at = new Date(START).toISOString();
  return { type: 'PodsObserved', schemaVersion: 1, payload: { at, replicaSets: [replicaSet] } };
}

/** Appends what was told to one stream, in the order it is given in. */
export async function appendTold(
  store: EventStore,
  told: readonly Told[],
  { name = 'web', uid = 'uid-1' }: Readonly<{ name?: string; uid?: string }> = {},
): Promise<number> {
  let expected: 'none' | number = 'none';
  let streamId = 0;
  const stream = await store.findStream('default', 'shop', name);
  if (stream?.uid === uid)
    expected = (await store.readStream(stream.id, 0, 100_000)).at(-1)!.events.at(-1)!.streamPosition;
  for (const [index, one] of told.entries()) {
    const late = told.slice(0, index).some(({ events }) => events.some(({ type }) => type === 'DeploymentDeleted'));
    const appended = await store.append({ ...newChange(one, { name, uid, expected }), ...(late && { late }) });
    expected = appended.streamPosition;
    streamId = appended.stream.id;
  }
  return streamId;
}

export function newChange(
  { at, events }: Told,
  { name, uid, expected }: Readonly<{ name: string; uid: string; expected: 'none' | number }>,
): NewChange {
  const [first, ...rest] = events.map((event) => storableEvent(event) as NewEvent);
  return {
    stream: { cluster: 'default', namespace: 'shop', name, uid },
    expected,
    ends: events.some(({ type }) => type === 'DeploymentDeleted'),
    events: [first!, ...rest],
    actor: { subject: 'alice', groups: [] },
    source: 'graphql',
    provenance: {},
    summary: events.map(({ type }) => type).join(', '),
    occurredAt: at,
  };
}

/** A log in memory. */
export function inMemoryLog(): InMemoryEventStore {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  return new InMemoryEventStore({ sha256, now: () => START, sealing: SEALING });
}

/** The changes of one stream as a log records them. */
export async function recorded(...told: readonly Told[]): Promise<readonly RecordedChange[]> {
  const log = inMemoryLog();
  return log.readStream(await appendTold(log, told), 0, 100_000);
}
