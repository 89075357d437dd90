import type { Step, StreamPlace } from './step.js';

/** How far was told: the log up to a position, and what happened up to a moment (milliseconds since 1970). */
export type Frontier = Readonly<{ position: bigint; at: number }>;

/** How far somebody knows of the world. */
export type Known = Readonly<{
  /** Nothing after it was told, */
  frontier: Frontier;
  /** and after this moment not everything: it is told again. */
  againAfter: number;
}>;

/** The newest event of the log. */
export type Head = Readonly<{ position: bigint; recordedAt: number }>;

/** Which objects a watch is about, as far as their place goes. */
export type Scope = Readonly<{
  /** As routes name it: `deployments.apps`. */
  resource: string;
  cluster: string;
  /** All of them when left out. */
  namespace?: string;
}>;

/** A stream with changes between two positions of the log. */
export type ChangedStream = StreamPlace &
  Readonly<{
    /** Stream position of the last of them. */
    streamPosition: number;
    /** When the earliest of them occurred, and the latest. */
    firstAt: number;
    lastAt: number;
    /** When the last of them was recorded. */
    recordedAt: number;
  }>;

/** What is asked of one stream: its steps after a moment. */
export type StepWindow = Readonly<{
  stream: StreamPlace;
  resources: readonly string[];
  after: number;
  /** Set when changes that were recorded since rewrote what was told until `after`. */
  rewritten?: Rewritten;
}>;

/**
 * The first step is then, at a moment, the difference between what was told, as the log up to a position had it, and what is
 * true at that moment; nothing is told of the time before.
 */
export type Rewritten = Readonly<{
  /** When the last of those changes was recorded. */
  at: number;
  toldPosition: bigint;
  /** Tell what did not change, too: some of what was told may not have arrived. */
  tellAll: boolean;
}>;

/** Steps in the order they happened in, and the moment up to which none is missing: it may lie before the one asked for. */
export type StepPage = Readonly<{ steps: readonly Step[]; upTo: number }>;

/** What watches need of the world. */
export interface WatchWorld {
  now(): number;
  /** Calls back after some milliseconds; answers how to have it not. */
  callAfter(milliseconds: number, act: () => void): () => void;
  /** Calls back after each append; answers how to stop. */
  subscribe(ring: () => void): Promise<() => Promise<void>>;
  head(): Promise<Head>;
  /** The streams with changes after a position, up to another; of a scope, or all. */
  changedStreams(after: bigint, upTo: bigint, scope?: Scope): Promise<readonly ChangedStream[]>;
  /** Waits, for some milliseconds at most, until views show the last changes; answers the streams whose views do not. */
  waitForViews(changed: readonly ChangedStream[], milliseconds: number): Promise<ReadonlySet<number>>;
  /** The streams of a scope of which something happens after a moment. */
  unsettledStreams(scope: Scope, after: number): Promise<readonly StreamPlace[]>;
  /** When something happens next after a moment, of each of the streams of which something does. */
  nextMoments(streams: readonly number[], after: number): Promise<ReadonlyMap<number, number>>;
  /**
   * What happened in windows up to a frontier, as the log up to its position has it: a change that is later in the log, but
   * occurred before, is left for later, also where the views show it already.
   */
  readSteps(windows: readonly StepWindow[], upTo: Frontier): Promise<StepPage>;
}
