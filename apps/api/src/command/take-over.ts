import { replay } from '#libs/controller';
import { type Decision, summariseTakeOver } from '#libs/history';
import type { ControlledReplicaSetRow, DeploymentPlace } from '#libs/postgres';
import { adoptionEvents, readStateAt } from '#libs/projections';
import { LIMITS } from '../limit/limits.js';
import type { ApiPorts } from '../ports.js';

type TakeOverPorts = Pick<ApiPorts, 'reads' | 'store' | 'views'>;

/**
 * A decision that makes a Deployment, with what its controller takes over: ReplicaSets that earlier incarnations of the name left
 * behind and that its selector matches, with their pods (docs/adr/0027). Any other decision as it is.
 */
export async function withTakenOver(
  decision: Decision,
  { place, at }: Readonly<{ place: DeploymentPlace; at: Date }>,
  ports: TakeOverPorts,
): Promise<Decision> {
  const [created, ...others] = decision.events;
  if (created?.type !== 'DeploymentCreated') return decision;
  const { selector } = created.payload.spec;
  const left = await orphansOf(place, at, ports);
  const leftovers = await Promise.all([...left].map((one) => leftover(one, at, ports)));
  const adoptions = leftovers.flatMap((one) => adoptionEvents(selector, one));
  if (adoptions.length === 0) return decision;
  const said = summariseTakeOver(adoptions.map(({ payload }) => payload.replicaSet.name));
  return { ...decision, events: [created, ...adoptions, ...others], summary: `${decision.summary}; ${said}` };
}

type Left = readonly [streamId: number, own: Readonly<{ uid: string; free: ReadonlySet<string> }>];

async function orphansOf(
  { cluster, namespace, name }: DeploymentPlace,
  at: Date,
  { reads }: TakeOverPorts,
): Promise<readonly Left[]> {
  const standing = await reads.listStandingDeployments({ cluster, namespace, name }, { at, limit: MOST_INCARNATIONS });
  if (standing.length === 0) return [];
  const streams = standing.map(({ streamId }) => streamId);
  const rows = await reads.readControlledReplicaSets(streams, { at, limit: MOST_REPLICA_SETS });
  return standing.flatMap(({ streamId, uid }): readonly Left[] => {
    const free = new Set(rows.filter((row) => row.streamId === streamId && isOrphan(row)).map((row) => row.uid));
    return free.size === 0 ? [] : [[streamId, { uid, free }]];
  });
}

// More than anybody has: who orphans a Deployment a hundred times under one name has the oldest left alone.
const MOST_INCARNATIONS = 100;
const MOST_REPLICA_SETS = 10_000;

function isOrphan({ orphaned, deletedAt }: ControlledReplicaSetRow): boolean {
  return orphaned && deletedAt === null;
}

async function leftover([streamId, own]: Left, at: Date, { store: log, views }: TakeOverPorts) {
  const wanted = { at: at.getTime(), upTo: Infinity, most: LIMITS.replayedChanges };
  const { state } = await readStateAt({ log, views }, streamId, wanted);
  if (state === undefined) throw new Error(`the stream ${streamId} left ReplicaSets and has no state`);
  return { ...own, model: replay(state.model, [], at.getTime()).state };
}
