import { type JsonObject, objectOf, type PodTemplate, scatter, textOf } from '#libs/kubernetes';
import { apiTime } from './api-time.js';
import { kubeletEntry } from './pod-managers.js';
import type { PodFacts } from './pod-facts.js';
import { hasStarted, podStatus } from './pod-status.js';

/** How long a pod takes, and whether it ever gets ready. */
export type PodTimes = Readonly<{ startSeconds: number; neverReady: boolean }>;

/** What is known of a pod that no ReplicaSet made. */
export type BarePodFacts = Readonly<{
  /** As it was written, with its uid and resourceVersion; nobody has written its status. */
  object: JsonObject;
  times: PodTimes;
  /** When its deletion was asked for. */
  deletedAt?: Date;
  /** How long it may take to end; as its spec says when left out. */
  graceSeconds?: number;
}>;

/**
 * A bare v1 Pod as the API server shows it at a moment. It starts when its life says so and then runs, whatever its restartPolicy:
 * what its containers do is not known here, so none ever ends by itself.
 */
export function renderBarePod(bare: BarePodFacts, now: Date): JsonObject {
  const facts = podFacts(bare, now);
  const { object, deletedAt, graceSeconds = graceOf(object) } = bare;
  const metadata = objectOf(object.metadata);
  const managedFields = Array.isArray(metadata.managedFields) ? (metadata.managedFields as readonly JsonObject[]) : [];
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(deletedAt && deletion(deletedAt, graceSeconds, metadata)),
      ...(managedFields.length > 0 && {
        managedFields: hasStarted(facts) ? [...managedFields, kubeletEntry(facts)] : managedFields,
      }),
    },
    status: podStatus(facts),
  };
}

/** When a bare pod last became what it is: its creation, its start, or the order to end. */
export function barePodSince({ object, times, deletedAt }: BarePodFacts, now: Date): Date {
  if (deletedAt !== undefined && deletedAt <= now) return deletedAt;
  const startsAt = barePodStart({ object, times });
  return startsAt <= now ? startsAt : createdAtOf(object);
}

/** When the containers of a bare pod start, or it is known that they never will. */
export function barePodStart({ object, times }: Pick<BarePodFacts, 'object' | 'times'>): Date {
  return new Date(createdAtOf(object).getTime() + times.startSeconds * 1000);
}

/** Seconds that a pod may take to end, as its spec says. */
export function graceOf({ spec }: JsonObject): number {
  const { terminationGracePeriodSeconds: grace } = objectOf(spec);
  return typeof grace === 'number' ? grace : STANDARD_GRACE_SECONDS;
}

const STANDARD_GRACE_SECONDS = 30;

function podFacts(bare: BarePodFacts, now: Date): PodFacts {
  const { object, times, deletedAt } = bare;
  const { name, namespace, uid, resourceVersion } = objectOf(object.metadata);
  const createdAt = createdAtOf(object);
  const startsAt = barePodStart(bare);
  const hasBegun = startsAt <= (deletedAt ?? now);
  const ready = hasBegun && !times.neverReady;
  return {
    namespace: textOf(namespace),
    name: textOf(name),
    uid: textOf(uid),
    resourceVersion: textOf(resourceVersion),
    createdAt,
    since: barePodSince(bare, now),
    replicaSet: { name: '', uid: '' },
    podTemplateHash: '',
    template: { spec: objectOf(object.spec) } as unknown as PodTemplate,
    status: statusOf(hasBegun, times),
    ready,
    ...(ready && { readySince: startsAt }),
    ...(deletedAt && { deletedAt }),
    node: textOf(objectOf(object.spec).nodeName),
    ip: addressOf(textOf(uid)),
  };
}

function statusOf(hasBegun: boolean, { neverReady }: PodTimes): string {
  if (!hasBegun) return 'ContainerCreating';
  return neverReady ? 'ImagePullBackOff' : 'Running';
}

function createdAtOf({ metadata }: JsonObject): Date {
  return new Date(textOf(objectOf(metadata).creationTimestamp));
}

// Derived, as the addresses of the pods of Deployments are: nobody listens there.
function addressOf(uid: string): string {
  const number = scatter(uid, 1) >>> 0;
  return `10.245.${(number >>> 8) & 0xff}.${number & 0xff || 1}`;
}

// It is told to be gone when its grace is over, though it goes earlier by itself.
function deletion(deletedAt: Date, seconds: number, { generation }: JsonObject): JsonObject {
  return {
    ...(typeof generation === 'number' && { generation: generation + 1 }),
    deletionTimestamp: apiTime(new Date(deletedAt.getTime() + seconds * 1000)),
    deletionGracePeriodSeconds: seconds,
  };
}
