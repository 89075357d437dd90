import type { EventStore, RecordedChange, RecordedEvent } from '#libs/event-store';
import { type DeploymentState, earlierStateOf, type FieldChange, podsSeenOf } from '#libs/history';
import { changeFacts } from './change-facts.js';
import { historyUpTo } from './history-up-to.js';
import { imageReferences } from './image-pattern.js';
import { type ImageRun, imageStep, type ImageStep, runsOfHistory } from './image-runs.js';
import { lateFacts } from './late-change.js';
import { stateAfter, stateBefore } from './recorded-states.js';
import { stored, termsOfChange } from './terms.js';

/** What is indexed of one change. */
export type IndexedChange = Readonly<{
  change: bigint;
  streamId: number;
  terms: readonly string[];
  /** How the images it brought in or took out are looked up by their beginning. */
  images: readonly string[];
  fields: readonly FieldChange[];
  /** Changes, recorded before, of which it tells who made them. */
  attributes: readonly string[];
}>;

/** Changes that follow those indexed so far, and the position of their last event. */
export type IndexBatch = Readonly<{
  changes: readonly IndexedChange[];
  /** When they occurred and what they say of images, by the Deployments they are of. */
  steps: ReadonlyMap<number, readonly ImageStep[]>;
  /** All runs of a Deployment up to these changes, from the log: for one whose steps come late. */
  wholeRuns: (streamId: number) => Promise<readonly ImageRun[]>;
  position: bigint;
}>;

/** Where what is indexed is kept, with the position of the log it goes up to. */
export interface AuditIndex {
  /**
   * Lets `read` say what comes after a position, and keeps it and the new position together. Answers false, and keeps nothing, when
   * there is nothing, or when somebody else is at it.
   */
  advance(read: (after: bigint) => Promise<IndexBatch | undefined>): Promise<boolean>;
}

type Log = Pick<EventStore, 'readLog' | 'readLatestOfTypes' | 'readStream'>;

/** The newest state of a stream, and the event it goes up to. */
type Known = Readonly<{ streamPosition: number; state: DeploymentState | undefined }>;

const BATCH = 200;
const MOST_STATES = 2000;

/** Takes into the audit index what the log has and it has not, in the order of the log: by recorded states, so that it stays true. */
export class AuditIndexer {
  private readonly states = new Map<number, Known>();

  constructor(private readonly ports: Readonly<{ log: Log; index: AuditIndex }>) {}

  /** One batch; false when there was nothing to do, or somebody else does it. */
  step(): Promise<boolean> {
    return this.ports.index.advance((after) => this.nextBatch(after));
  }

  private async nextBatch(after: bigint): Promise<IndexBatch | undefined> {
    const recorded = await this.ports.log.readLog(after, BATCH);
    const position = recorded.at(-1)?.events.at(-1)?.position;
    if (position === undefined) return undefined;
    const changes: IndexedChange[] = [];
    const steps = new Map<number, ImageStep[]>();
    for (const change of recorded) {
      const { indexed, step } = await this.indexed(change);
      if (podsSeenOf(change) !== undefined) continue; // nobody did it
      changes.push(indexed);
      if (step !== undefined) steps.set(indexed.streamId, [...(steps.get(indexed.streamId) ?? []), step]);
    }
    const wholeRuns = async (streamId: number) => runsOfHistory(await historyUpTo(this.ports.log, streamId, position));
    return { changes, steps, wholeRuns, position };
  }

  private async indexed(recorded: RecordedChange) {
    const { change, stream, source, cause } = recorded;
    const { facts, after } = await this.taken(recorded);
    const terms = termsOfChange({ objectKind: stream.kind ?? 'Deployment', name: stream.name, source, cause }, facts);
    const images = facts.images.flatMap(imageReferences).map(stored);
    const attributes = recorded.events.flatMap(attributedBy);
    const indexed = { change, streamId: stream.id, terms, images, fields: facts.fields, attributes };
    return { indexed, step: imageStep(recorded, after) };
  }

  // What was learned late is nothing that the next change goes on from.
  private async taken(recorded: RecordedChange) {
    const { change, stream, events } = recorded;
    const before = await this.stateBefore(stream.id, events[0]?.streamPosition ?? 1);
    const after = stateAfter(before, events);
    const isLate = earlierStateOf(recorded) !== undefined;
    const streamPosition = events.at(-1)?.streamPosition ?? 1;
    this.remember(stream.id, { streamPosition, state: isLate ? before : after });
    if (isLate) return { facts: lateFacts(recorded, await historyUpTo(this.ports.log, stream.id, change)), after };
    const kinds = events.map(({ type }) => type);
    return { facts: changeFacts(before, after, kinds), after };
  }

  private async stateBefore(streamId: number, streamPosition: number): Promise<DeploymentState | undefined> {
    const known = this.states.get(streamId);
    if (known?.streamPosition === streamPosition - 1) return known.state;
    return stateBefore(this.ports.log, streamId, streamPosition);
  }

  // The one that was not needed for the longest time is forgotten.
  private remember(streamId: number, known: Known): void {
    this.states.delete(streamId);
    this.states.set(streamId, known);
    const [oldest] = this.states.keys();
    if (this.states.size > MOST_STATES && oldest !== undefined) this.states.delete(oldest);
  }
}

function attributedBy({ type, payload }: RecordedEvent): readonly string[] {
  return type === 'ChangeAttributed' ? [String(payload.change)] : [];
}
