import type { DeploymentCondition, ModelDeployment, ModelPod, ModelReplicaSet, Observation } from '#libs/controller';

const PREFIX = 'deployment.kubernetes.io/';

/** What happened, a line for each write: when, by which rule, to what, and what it is from then on. */
export function told(observations: readonly Observation[], start: number): readonly string[] {
  return observations.map((one) => {
    const since = (at: number | null): string => (at === null ? '-' : String(at - start));
    return [since(one.at), one.rule, one.type, ...wordsOf(one, since)].join(' | ');
  });
}

type Since = (at: number | null) => string;

function wordsOf(one: Observation, since: Since): readonly string[] {
  switch (one.kind) {
    case 'Deployment':
      return deployment(one.object, since);
    case 'ReplicaSet':
      return replicaSet(one.object, since);
    case 'Pod':
      return pod(one.object, since);
    case 'Event': {
      const { name, type, reason, message, involvedObject, count, firstTimestamp, lastTimestamp, source } = one.event;
      const times = `${count} times from ${since(firstTimestamp)} to ${since(lastTimestamp)}`;
      return [
        'Event',
        name,
        source,
        `${type} ${reason} of ${involvedObject.kind} ${involvedObject.name}`,
        times,
        message,
      ];
    }
  }
}

function deployment(value: ModelDeployment, since: Since): readonly string[] {
  const { generation, annotations, status, deletionTimestamp, creationTimestamp } = value;
  const { conditions, ...counts } = status;
  const revision = `${annotations[`${PREFIX}revision`] ?? '-'} at ${generation}`;
  const times = `from ${since(creationTimestamp)} to ${since(deletionTimestamp)}`;
  return ['Deployment', revision, times, numbers(counts), ...conditions.map((one) => condition(one, since))];
}

function condition({ lastUpdateTime, lastTransitionTime, ...said }: DeploymentCondition, since: Since): string {
  const { type, status, reason, message } = said;
  return `${type}=${status} ${reason} ${since(lastUpdateTime)} ${since(lastTransitionTime)} ${message}`;
}

function replicaSet(value: ModelReplicaSet, since: Since): readonly string[] {
  const { name, uid, generation, replicas, minReadySeconds, annotations, ownerUid, status, deletionTimestamp } = value;
  const { conditions, ...counts } = status;
  const size = `x${replicas} ready for ${minReadySeconds}, ${ownerUid ?? 'nobody'}'s at ${generation}`;
  const notes = Object.entries(annotations).map(([key, text]) => `${key.replace(PREFIX, '')}=${text}`);
  const failures = conditions.map((one) => `${one.reason} ${since(one.lastTransitionTime)} ${one.message}`);
  const place = `${name} ${uid.slice(0, 4)} to ${since(deletionTimestamp)}`;
  return ['ReplicaSet', place, size, notes.sort().join(' '), numbers(counts), ...failures];
}

function pod(value: ModelPod, since: Since): readonly string[] {
  const { name, replicaSetUid, phase, scheduled, nodeName, podIP, reason, readySince, deletionTimestamp } = value;
  const place = scheduled ? `on ${nodeName} ${podIP}` : `unbound${nodeName}${podIP}`;
  const times = `ready ${since(readySince)} to ${since(deletionTimestamp)}`;
  return ['Pod', name, replicaSetUid.slice(0, 4), `${phase} ${reason} ${place}`, times];
}

function numbers(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name.replace('Replicas', '')} ${count}`)
    .join(' ');
}
