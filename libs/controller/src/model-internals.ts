import type { PodLimits } from './limits.js';

/** Something that is due later; `order` keeps those of one instant in the order they were set. */
export type Timer = Readonly<
  { at: number; order: number } & (
    | { kind: 'podStarted' | 'podReadyAgain' | 'podEnded'; pod: string }
    | { kind: 'podAvailable'; pod: string }
    | { kind: 'createRetry' | 'availabilityLook'; replicaSet: string }
  )
>;

/**
 * What the event recorder remembers of each object, by uid (client-go `EventAggregator`, `eventLogger` and
 * `EventSourceObjectSpamFilter`).
 */
export type EventMemory = readonly (readonly [string, ObjectEvents])[];

export type ObjectEvents = Readonly<{
  /** How many more Events may be written, and when that was counted. */
  allowed: number;
  at: number;
  /** By reason: the messages seen, oldest first, and when the last one was. */
  similar: readonly (readonly [string, SimilarEvents])[];
  /** By reason, and by message unless they were combined: the Event that was written, oldest first. */
  written: readonly (readonly [string, WrittenEvent])[];
}>;

export type SimilarEvents = Readonly<{ messages: readonly string[]; lastAt: number }>;
export type WrittenEvent = Readonly<{ name: string; count: number; firstAt: number }>;

/** The part of the model's state that is no Kubernetes object. */
export type ModelInternals = Readonly<{
  /** Of the kubelet, by when they are due; it may come to them late (`gapSeconds`, `kubeletHeld`). */
  kubelet: readonly Timer[];
  /** Before this instant the kubelet writes nothing. */
  kubeletFreeAt: number;
  timers: readonly Timer[];
  /** When the Deployment is looked at again for its progress deadline. */
  progressCheckAt: number | null;
  /** Counts timers, ReplicaSets and Events made so far: ties and names are derived from it. */
  counter: number;
  /** How many pods each ReplicaSet has tried to make, in the order of the state's ReplicaSets. */
  podsMade: readonly number[];
  /** How often in a row each could not make a pod, in the same order. */
  createFailures: readonly number[];
  podLimits: PodLimits;
  /** ReplicaSets whose pods were seen, by uid: when, and how many were ready. */
  observed: readonly (readonly [uid: string, at: number, ready: number])[];
  /** Pods that do not start until they are seen to. */
  held: readonly string[];
  /** The number that a new revision has at least: what a cluster gave the newest that was told. */
  leastRevision: number;
  events: EventMemory;
}>;
