import { BatchUnreadable } from './batch-unreadable.js';
import { array, object, text, texts, time, version } from './fields.js';
import { podsSeen } from './pods-seen.js';
import type { ClusterObject } from './cluster-object.js';
import { type Liveness, MOST_SIGHTINGS, type Sighting, type WatchBatch } from './sighting.js';

/**
 * A batch from JSON.
 * @throws BatchUnreadable
 */
export function parseWatchBatch(value: unknown): WatchBatch {
  const { agent, namespaces, live, sightings } = object(value, 'the body');
  const list = array(sightings, 'sightings');
  if (list.length > MOST_SIGHTINGS)
    throw new BatchUnreadable('sightings', `a list of ${MOST_SIGHTINGS} or fewer, not of ${list.length}`);
  return {
    agent: text(agent, 'agent'),
    ...(namespaces !== undefined && { namespaces: texts(namespaces, 'namespaces') }),
    ...(live !== undefined && { live: liveness(live) }),
    sightings: list.map((one, index) => sighting(one, `sightings[${index}]`)),
  };
}

/**
 * The uids that are asked for.
 * @throws BatchUnreadable
 */
export function parseUids(value: unknown): readonly string[] {
  return texts(object(value, 'the body').uids, 'uids');
}

function liveness(value: unknown): Liveness {
  const { since, until } = object(value, 'live');
  const read = { since: time(since, 'live.since'), until: time(until, 'live.until') };
  if (read.until < read.since) throw new BatchUnreadable('live.until', 'no earlier than live.since');
  return read;
}

function sighting(value: unknown, path: string): Sighting {
  const fields = object(value, path);
  const seenAt = time(fields.seenAt, `${path}.seenAt`);
  switch (fields.kind) {
    case 'Deployment':
      return { kind: 'Deployment', seenAt, ...deployment(fields, path) };
    case 'DeploymentGone':
      return { kind: 'DeploymentGone', seenAt, object: named(fields.object, `${path}.object`) };
    case 'DeploymentsListed':
      return { kind: 'DeploymentsListed', seenAt, ...listed(fields, path) };
    case 'PodsSeen':
      return podsSeen(fields, path);
    default:
      throw new BatchUnreadable(`${path}.kind`, 'Deployment, DeploymentGone, DeploymentsListed or PodsSeen');
  }
}

function deployment(fields: ClusterObject, path: string) {
  const { how, object: seen, replicaSets } = fields;
  if (how !== 'listed' && how !== 'watched') throw new BatchUnreadable(`${path}.how`, 'listed or watched');
  const children = replicaSets === undefined ? undefined : array(replicaSets, `${path}.replicaSets`);
  return {
    how,
    object: named(seen, `${path}.object`),
    ...(children && { replicaSets: children.map((child, index) => named(child, `${path}.replicaSets[${index}]`)) }),
  } as const;
}

function listed(fields: ClusterObject, path: string) {
  const { namespace, uids } = fields;
  return {
    resourceVersion: version(fields.resourceVersion, `${path}.resourceVersion`),
    ...(namespace !== undefined && { namespace: text(namespace, `${path}.namespace`) }),
    uids: texts(uids, `${path}.uids`),
  };
}

// What tells one object's states apart is there; all else is looked at when it is read.
function named(value: unknown, path: string): ClusterObject {
  const whole = object(value, path);
  const metadata = object(whole.metadata, `${path}.metadata`);
  for (const field of ['namespace', 'name', 'uid']) text(metadata[field], `${path}.metadata.${field}`);
  version(metadata.resourceVersion, `${path}.metadata.resourceVersion`);
  return whole;
}
