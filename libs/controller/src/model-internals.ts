import type { PodLimits } from './model.js';

/** Something that is due later; `order` keeps those of one instant in the order they were set. */
export type Timer = Readonly<
  { at: number; order: number } & (
    | { kind: 'podStarted' | 'podEnded' | 'podReadyAgain'; pod: string }
    | { kind: 'availabilityCheck'; replicaSet: string }
    | { kind: 'createRetry'; replicaSet: string; failures: number }
    | { kind: 'progressCheck' }
  )
>;

/** What the event recorder remembers of similar events (client-go `EventAggregator`, `eventLogger`, spam filter). */
export type EventMemory = Readonly<{
  /** By kind of event: the messages seen, oldest first, and when last. */
  similar: Readonly<Record<string, Readonly<{ messages: readonly string[]; lastAt: number }>>>;
  /** By Event: its name and counters. */
  written: Readonly<Record<string, Readonly<{ name: string; count: number; firstAt: number; lastAt: number }>>>;
  /** By object: how many more events may be written, and when that was counted. */
  allowance: Readonly<Record<string, Readonly<{ tokens: number; at: number }>>>;
}>;

/** The part of the model's state that is no Kubernetes object. */
export type ModelInternals = Readonly<{
  timers: readonly Timer[];
  /** Counts timers, pods, ReplicaSets and Events made so far: names and ties are derived from it. */
  counter: number;
  /** When the kubelet last wrote. */
  kubeletWroteAt: number | null;
  podLimits: PodLimits;
  events: EventMemory;
}>;
