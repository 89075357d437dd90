import type { EventStore } from '#libs/event-store';
import type { ViewReached, WatchReads } from '#libs/postgres';
import { PLAIN_KINDS } from './plain-lives.js';
import { isInViews, readSteps } from './read-steps.js';
import type { StreamPlace } from './step.js';
import type { ChangedStream, Frontier, Head, Scope, StepPage, StepWindow, WatchWorld } from './watch-world.js';

export type ViewsWorldPorts = Readonly<{
  reads: WatchReads;
  store: Pick<EventStore, 'readStream' | 'readTemplates' | 'subscribe'>;
  waitForView: (streamId: number, streamPosition: number, milliseconds: number) => Promise<ViewReached>;
  now: () => Date;
}>;

/** The world as watches see it: the log, and the views that were made of it. */
export class ViewsWorld implements WatchWorld {
  constructor(private readonly ports: ViewsWorldPorts) {}

  now(): number {
    return this.ports.now().getTime();
  }

  callAfter(milliseconds: number, act: () => void): () => void {
    const timer = setTimeout(act, Math.min(milliseconds, LONGEST_TIMER));
    return () => clearTimeout(timer);
  }

  subscribe(ring: () => void): Promise<() => Promise<void>> {
    return this.ports.store.subscribe(ring);
  }

  async head(): Promise<Head> {
    const head = await this.ports.reads.readHead();
    return head === undefined
      ? { position: 0n, recordedAt: 0 }
      : { position: BigInt(head.position), recordedAt: head.recordedAt.getTime() };
  }

  async changedStreams(after: bigint, upTo: bigint, scope?: Scope): Promise<readonly ChangedStream[]> {
    const place = { ...(scope && placeOf(scope)) };
    const rows = await this.ports.reads.readChangedStreams({ after, upTo, ...place });
    return rows.map(({ kind: _, firstAt, lastAt, recordedAt, ...row }) => ({
      ...row,
      ...{ firstAt: firstAt.getTime(), lastAt: lastAt.getTime(), recordedAt: recordedAt.getTime() },
    }));
  }

  /** A parked stream stands still: it is told as its views have it. */
  async waitForViews(changed: readonly ChangedStream[], milliseconds: number): Promise<ReadonlySet<number>> {
    if (changed.length === 0) return new Set();
    const { reads, waitForView } = this.ports;
    const places = new Map(
      (await reads.readPlaces(changed.map(({ streamId }) => streamId))).map((row) => [row.streamId, row]),
    );
    const unseen = changed.filter(({ streamId, streamPosition }) => {
      const place = places.get(streamId);
      return place === undefined || (place.streamPosition < streamPosition && !place.parked);
    });
    if (milliseconds === 0) return new Set(unseen.map(({ streamId }) => streamId));
    const reached = await Promise.all(
      unseen.map(({ streamId, streamPosition }) => waitForView(streamId, streamPosition, milliseconds)),
    );
    return new Set(unseen.filter((_, index) => reached[index] === 'timedOut').map(({ streamId }) => streamId));
  }

  async unsettledStreams(scope: Scope, after: number): Promise<readonly StreamPlace[]> {
    const [place, moment] = [placeOf(scope), new Date(after)];
    const kind = PLAIN_KINDS[scope.resource];
    const { reads } = this.ports;
    const [streams, objects] = await Promise.all([
      isInViews(scope.resource) ? reads.readUnsettledStreams(place, moment) : [],
      kind === undefined ? [] : reads.readUnsettledObjects({ ...place, kind }, moment),
    ]);
    return [...streams, ...objects];
  }

  async nextMoments(streams: readonly number[], after: number): Promise<ReadonlyMap<number, number>> {
    const moments = await this.ports.reads.readNextMoments(streams, new Date(after));
    return new Map([...moments].map(([streamId, moment]) => [streamId, moment.getTime()]));
  }

  readSteps(windows: readonly StepWindow[], upTo: Frontier): Promise<StepPage> {
    return readSteps(windows, upTo, this.ports);
  }
}

// setTimeout fires at once beyond 2^31 - 1 ms; who is called too early looks, and sleeps on.
const LONGEST_TIMER = 2 ** 31 - 1;

function placeOf({ cluster, namespace }: Scope): Readonly<{ cluster: string; namespace?: string }> {
  return { cluster, ...(namespace !== undefined && { namespace }) };
}
