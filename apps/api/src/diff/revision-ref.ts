import { ArgumentInvalid, DeploymentNotFound, RevisionNotFound } from '#libs/history';
import type { Deployment } from '#libs/kubernetes';
import type { DeploymentPlace, DeploymentRow } from '#libs/postgres';
import type { ApiPorts } from '../ports.js';
import { deploymentAfter } from './deployment-after.js';
import type { RevisionRef } from './diff.types.js';

/**
 * The Deployment that a reference means; undefined after its deletion.
 * @throws ArgumentInvalid, DeploymentNotFound, RevisionNotFound
 */
export function deploymentOfRef(ports: ApiPorts, ref: RevisionRef, field: string): Promise<Deployment | undefined> {
  const { revision, at, change } = given(ref);
  const ways = [revision, at, change].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new ArgumentInvalid(field, `give one of revision, at and change, not ${ways.length}`);
  if (change !== undefined) return afterChange(ports, change, field);
  const place = placeOf(ref, field);
  return at === undefined
    ? atRevision(ports, { place, ref, number: revision ?? 0 })
    : atMoment(ports, { place, ref, at });
}

function given({ revision, at, change }: RevisionRef): { revision?: number; at?: Date; change?: bigint } {
  return {
    ...(revision !== null && revision !== undefined && { revision }),
    ...(at && { at }),
    ...(change !== null && change !== undefined && { change }),
  };
}

function placeOf({ cluster, namespace, name }: RevisionRef, field: string): DeploymentPlace {
  if (!namespace) throw new ArgumentInvalid(`${field}.namespace`, 'is needed with revision and with at');
  if (!name) throw new ArgumentInvalid(`${field}.name`, 'is needed with revision and with at');
  return { cluster, namespace, name };
}

async function afterChange(ports: ApiPorts, position: bigint, field: string): Promise<Deployment | undefined> {
  const row = await ports.reads.findChangeAt(String(position));
  if (row === undefined) throw new ArgumentInvalid(`${field}.change`, `there is no change at position ${position}`);
  if (row.kind !== 'Deployment')
    throw new ArgumentInvalid(`${field}.change`, `is a change of a ${row.kind}, not of a Deployment: see its own diff`);
  return afterLastEventOf(ports, row);
}

type Wanted = Readonly<{ place: DeploymentPlace; ref: RevisionRef }>;

async function atRevision(
  ports: ApiPorts,
  { place, ref, number }: Wanted & Readonly<{ number: number }>,
): Promise<Deployment | undefined> {
  const now = ports.now();
  const { streamId } = await incarnationOf(ports, { place, ref }, now);
  const [row] = await ports.reads.findRevisions([{ streamId, number }], now);
  if (row === undefined) throw new RevisionNotFound(number);
  return afterLastEventOf(ports, row.change);
}

async function atMoment(
  ports: ApiPorts,
  { place, ref, at }: Wanted & Readonly<{ at: Date }>,
): Promise<Deployment | undefined> {
  const { streamId } = await incarnationOf(ports, { place, ref }, at);
  const [stream, streamPosition] = await Promise.all([
    ports.store.streamById(streamId),
    ports.store.streamPositionAt(streamId, at.getTime()),
  ]);
  if (stream === undefined) throw new Error(`stream ${streamId} has a view and no events`);
  return ports.secrets.shown(stream, await deploymentAfter(ports.store, stream, streamPosition));
}

async function incarnationOf({ reads }: ApiPorts, { place, ref: { uid } }: Wanted, at: Date): Promise<DeploymentRow> {
  const row = uid ? await reads.findIncarnation({ ...place, uid }, at) : await reads.findDeployment(place, at);
  if (row === undefined) throw new DeploymentNotFound(place.name);
  return row;
}

async function afterLastEventOf(
  { reads, store, secrets }: ApiPorts,
  change: Readonly<{ change: string; eventCount: number; streamId: number }>,
): Promise<Deployment | undefined> {
  const [events, stream] = await Promise.all([reads.readEvents([change]), store.streamById(change.streamId)]);
  const last = events.at(-1);
  if (stream === undefined || last === undefined) throw new Error(`change ${change.change} has no events`);
  return secrets.shown(stream, await deploymentAfter(store, stream, last.streamPosition));
}
