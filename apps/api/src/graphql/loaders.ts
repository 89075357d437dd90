import type { Place } from '#libs/access';
import type { EventStore } from '#libs/event-store';
import type { PodsSeen } from '#libs/history';
import type { PodTemplate } from '#libs/kubernetes';
import type {
  ChangeRow,
  DeploymentRow,
  EventRow,
  Reads,
  RevisionCursor,
  RevisionRow,
  RolloutCursor,
  WatchedPlace,
  WatchedSpan,
  WantedRevision,
} from '#libs/postgres';
import type { Secrets } from '../access/secrets.js';
import { MOST_SPANS } from '../ingest/most-spans.js';
import { Batch } from './batch.js';
import { groupBy } from './group-by.js';
import { pageBatch } from './page-batch.js';

type PageArgs<After> = Readonly<{ at: Date; limit: number; after?: After }>;

/** The batches of one request: what its fields read, gathered so that a list costs as many queries as one of its rows. */
export class Loaders {
  /** As they are: for what is computed. What is shown comes from `templateOf`. */
  readonly templates: Batch<string, PodTemplate>;
  readonly deployments: Batch<Readonly<{ streamId: number; at: Date }>, DeploymentRow | undefined>;
  readonly revisionsByNumber: Batch<WantedRevision & Readonly<{ at: Date }>, RevisionRow | undefined>;
  readonly changes: Batch<string, ChangeRow | undefined>;
  readonly events: Batch<ChangeRow, readonly EventRow[]>;
  /** One span more than may be asked for says that there are too many. */
  readonly watched: Batch<WatchedPlace, readonly WatchedSpan[]>;
  /** What was seen last of the pods of Deployments at moments. */
  readonly podsSeen: Batch<AtMoment, PodsSeen | undefined>;

  readonly revisions = pageBatch((streams, args: PageArgs<RevisionCursor>) => this.reads.readRevisions(streams, args));
  readonly rollouts = pageBatch((streams, args: PageArgs<RolloutCursor>) => this.reads.readRollouts(streams, args));
  readonly replicaSets = pageBatch((streams, args: PageArgs<string>) => this.reads.readReplicaSets(streams, args));
  readonly pods = pageBatch((streams, args: PageArgs<string>) => this.reads.readPods(streams, args));
  readonly controllerEvents = pageBatch((streams, args: PageArgs<number>) =>
    this.reads.readControllerEvents(streams, args),
  );
  readonly streamChanges = pageBatch((streams, args: Parameters<Reads['listChangesOfStreams']>[1]) =>
    this.reads.listChangesOfStreams(streams, args),
  );

  constructor(
    private readonly reads: Reads,
    store: EventStore,
    private readonly secrets: Secrets,
  ) {
    this.templates = new Batch(async (hashes) => {
      const templates = await store.readTemplates(hashes);
      return hashes.map((hash) => templates.get(hash) as PodTemplate);
    });
    this.watched = new Batch((wanted) => reads.readWatched(wanted, MOST_SPANS + 1));
    this.podsSeen = new Batch((wanted) => readPodsSeen(reads, wanted));
    this.deployments = new Batch((wanted) => readDeployments(reads, wanted));
    this.revisionsByNumber = new Batch((wanted) => findRevisions(reads, wanted));
    this.changes = new Batch(async (ids) => {
      const rows = new Map((await reads.readChanges(ids)).map((row) => [row.change, row]));
      return ids.map((id) => rows.get(id));
    });
    this.events = new Batch(async (changes) => {
      const events = groupBy(await reads.readEvents(changes), ({ change }) => change);
      return changes.map(({ change }) => events.get(change) ?? []);
    });
  }

  /** A template as the caller may see it; `where` is the place of its Deployment, or its stream. */
  async templateOf(where: Place | number, hash: string): Promise<PodTemplate> {
    return this.secrets.shown(where, await this.templates.load(hash));
  }
}

type AtMoment = Readonly<{ streamId: number; at: Date }>;

async function readDeployments(
  reads: Reads,
  wanted: readonly AtMoment[],
): Promise<readonly (DeploymentRow | undefined)[]> {
  const rows = await readByMoment(wanted, (group, at) =>
    reads.readDeployments([...new Set(group.map(({ streamId }) => streamId))], at),
  );
  return wanted.map(({ streamId, at }) => rows.get(at.getTime())?.find((row) => row.streamId === streamId));
}

async function findRevisions(
  reads: Reads,
  wanted: readonly (AtMoment & WantedRevision)[],
): Promise<readonly (RevisionRow | undefined)[]> {
  const rows = await readByMoment(wanted, (group, at) => reads.findRevisions(group, at));
  return wanted.map(({ streamId, number, change, at }) =>
    rows
      .get(at.getTime())
      ?.find(
        (row) =>
          row.streamId === streamId && row.number === number && (change === undefined || row.change.change === change),
      ),
  );
}

async function readPodsSeen(reads: Reads, wanted: readonly AtMoment[]): Promise<readonly (PodsSeen | undefined)[]> {
  const rows = await readByMoment(wanted, (group, at) =>
    reads.readLatestEventsAt([...new Set(group.map(({ streamId }) => streamId))], { at, types: ['PodsObserved'] }),
  );
  return wanted.map(({ streamId, at }) => {
    const row = rows.get(at.getTime())?.find((one) => one.streamId === streamId);
    return row?.payload as PodsSeen | undefined;
  });
}

async function readByMoment<Wanted extends AtMoment, Row>(
  wanted: readonly Wanted[],
  read: (group: readonly Wanted[], at: Date) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<number, readonly Row[]>> {
  const groups = [...groupBy(wanted, ({ at }) => at.getTime())];
  return new Map(
    await Promise.all(groups.map(async ([time, group]) => [time, await read(group, new Date(time))] as const)),
  );
}
