import type { EventStore } from '#libs/event-store';
import type { clusterContext, CollectionPorts, FailedAttempt } from '#libs/ingest';
import type { ReportLine } from './import-report.js';

/** Something that is imported. */
export type ImportSource = Readonly<{
  /** What is counted as it goes on: `commits`. */
  unit: string;
  total: number;
  /** Hands over what it finds, until there is no more or it is told not to go on. */
  run: (sink: ImportSink) => Promise<void>;
}>;

/** Where what a source finds goes to. */
export type ImportSink = Readonly<{
  /** For what is not taken, or not as it stood. */
  pass: (line: ReportLine) => void;
  log: ImportLog;
  /** Hears how far the source is; answers whether it is to go on. */
  reached: (done: number) => Promise<boolean>;
}>;

/** The log, what it knows of a cluster, and what is kept beside it. */
export type ImportLog = Readonly<{
  store: EventStore;
  contextOf: (cluster: string) => ReturnType<typeof clusterContext>;
  /** The streams of what lives in a namespace. */
  livingIn: CollectionPorts['livingIn'];
  /** Keeps what failed in a cluster, once. */
  recordAttempts: (attempts: readonly FailedAttempt[]) => Promise<unknown>;
}>;
