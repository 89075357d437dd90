import { createHash } from 'node:crypto';
import { compareVersions } from '#libs/history';
import { absenceFact, type Fact, findKnown, sightingFacts, type Watching } from '#libs/ingest';
import { DecodingFailed } from '#libs/kubernetes';
import type { ClusterObject, PodsSeen, Sighting, WatchBatch } from '#libs/sighting';
import { groupBy } from '../graphql/group-by.js';
import type { ApiPorts } from '../ports.js';
import { recordPods } from './record-pods.js';
import { recordSighted } from './record-sighted.js';

type Ports = Pick<ApiPorts, 'store' | 'settings' | 'ring' | 'clusters' | 'inbox' | 'now'>;
type Told = Readonly<{
  cluster: string;
  /** Whether another source is about to tell who did it. */
  isAudited: boolean;
}>;

/** Seconds for which a change that was seen waits for who made it, where an audit webhook is live: an API server gathers for 30. */
const WAIT_FOR_AUTHOR = 45;
/** Seconds since the newest thing that an audit webhook told, after which nobody waits for it. */
const AUDITED_FOR = 120;

/** What could not be read as a Deployment: it is passed over, and the agent goes on. */
export type PassedOver = Readonly<{ namespace: string; name: string; uid: string; reason: string }>;

/** What came of a batch. */
export type Taken = Readonly<{
  passedOver: readonly PassedOver[];
  /** Uids of Deployments that the log does not know: of their pods nothing was recorded, and they may be told again. */
  unknown: readonly string[];
}>;

/** Records what an agent saw in a cluster, and until when it was there. Twice is once. */
export async function takeBatch(ports: Ports, cluster: string, batch: WatchBatch): Promise<Taken> {
  const { live, namespaces = [] } = batch;
  const taken = await recordSightings(ports, cluster, batch);
  if (live === undefined) return taken;
  const [since, until] = [new Date(live.since), new Date(live.until)];
  await ports.clusters.growCoverage({ cluster, source: 'watch', namespaces, since, until });
  return taken;
}

async function recordSightings(ports: Ports, cluster: string, batch: WatchBatch): Promise<Taken> {
  const passedOver: PassedOver[] = [];
  const told = { cluster, isAudited: await isAudited(ports, cluster) };
  let among: Seen[] = [];
  const record = async (): Promise<void> => {
    passedOver.push(...(await recordAll(ports, told, among)));
    among = [];
  };
  const pods: PodsSeen[] = [];
  for (const sighting of batch.sightings) {
    if (sighting.kind === 'PodsSeen') pods.push(sighting);
    else if (sighting.kind !== 'DeploymentsListed') among.push(sighting);
    else {
      await record();
      await recordAbsent(ports, cluster, sighting);
    }
  }
  await record();
  return { passedOver, unknown: await recordAllPods(ports, cluster, pods) };
}

// When their Deployments are recorded; those of one after the other.
async function recordAllPods(ports: Ports, cluster: string, pods: readonly PodsSeen[]): Promise<readonly string[]> {
  const unknown = new Set<string>();
  await ofEach(pods, async (seen) => {
    if (!(await recordPods(ports, cluster, seen))) unknown.add(placeOf(seen.object).uid);
  });
  return [...unknown];
}

type Seen = Exclude<Sighting, { kind: 'DeploymentsListed' | 'PodsSeen' }>;

async function recordAll(ports: Ports, told: Told, sightings: readonly Seen[]): Promise<readonly PassedOver[]> {
  const passedOver: PassedOver[] = [];
  await ofEach(sightings, async (sighting) => void passedOver.push(...(await recordOne(ports, told, sighting))));
  return passedOver;
}

function isAudited({ clusters, now }: Ports, cluster: string): Promise<boolean> {
  return clusters.isAudited(cluster, new Date(now().getTime() - AUDITED_FOR * 1000));
}

// Those of one name one after the other, several names at a time.
async function ofEach<T extends Readonly<{ object: ClusterObject }>>(
  sightings: readonly T[],
  record: (sighting: T) => Promise<void>,
): Promise<void> {
  const waiting = [
    ...groupBy(sightings, ({ object }) => `${placeOf(object).namespace}/${placeOf(object).name}`).values(),
  ];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      for (const sighting of next) await record(sighting);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const AT_ONCE = 8;

async function recordOne(ports: Ports, told: Told, sighting: Seen): Promise<readonly PassedOver[]> {
  const place = placeOf(sighting.object);
  const { cluster } = told;
  const watching = await watchingOf(ports, { cluster, namespace: place.namespace, seenAt: sighting.seenAt });
  try {
    const facts = sightingFacts(sighting, watching);
    if (told.isAudited && isMoment(sighting)) await hold(ports, facts);
    else for (const fact of facts) await recordSighted(ports, fact);
    return [];
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    return [{ ...place, reason: error.message }];
  }
}

// What a list finds happened before: who did it was told, or is not.
function isMoment(sighting: Seen): boolean {
  return sighting.kind === 'DeploymentGone' || sighting.how === 'watched';
}

async function hold({ inbox }: Ports, facts: readonly Fact[]): Promise<void> {
  const held = facts.map((fact) => {
    const body = JSON.stringify(fact);
    const { cluster, namespace, name, resourceVersion: version } = fact;
    const digest = createHash('sha256').update(body).digest('hex');
    return { cluster, namespace, name, digest, body, ...(version !== undefined && { version }) };
  });
  await inbox.hold(held, WAIT_FOR_AUTHOR * 1000);
}

function placeOf({ metadata }: ClusterObject): Readonly<{ namespace: string; name: string; uid: string }> {
  const { namespace, name, uid } = metadata as Readonly<{ namespace: string; name: string; uid: string }>;
  return { namespace, name, uid };
}

/** What lives by the log and was not listed is gone, but for what is younger than the list, or never was in a cluster. */
async function recordAbsent(
  ports: Ports,
  cluster: string,
  { namespace, uids, resourceVersion, seenAt }: Extract<Sighting, { kind: 'DeploymentsListed' }>,
): Promise<void> {
  const absent = await ports.clusters.livingDeploymentsBut({
    cluster,
    uids,
    ...(namespace !== undefined && { namespace }),
  });
  for (const { streamId: _, ...place } of absent) {
    const { state } = (await findKnown(ports.store, { cluster, uid: place.uid })) ?? {};
    const newest = state?.observed?.newest;
    if (newest === undefined || compareVersions(newest, resourceVersion) > 0) continue;
    const watching = await watchingOf(ports, { cluster, namespace: place.namespace, seenAt });
    await recordSighted(ports, absenceFact({ cluster, ...place }, seenAt, watching));
  }
}

async function watchingOf(
  { clusters }: Ports,
  { cluster, namespace, seenAt }: Readonly<{ cluster: string; namespace: string; seenAt: number }>,
): Promise<Watching> {
  const until = await clusters.watchedUntil({ cluster, namespace, before: new Date(seenAt) });
  return { cluster, ...(until && { watchedUntil: until.getTime() }) };
}
