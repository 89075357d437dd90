import type { Observation } from '#libs/controller';
import type { Trace } from './recorded-trace.js';

/** Every change of a ReplicaSet's size, in order: `web-647584ddcb 3 -> 2`. */
export function recordedScalings({ observations }: Trace, subject: string): readonly string[] {
  const sizes = observations.flatMap(({ kind, name, object }) => {
    if (kind !== 'ReplicaSet' || !name.startsWith(subject)) return [];
    return [{ name, replicas: object === null ? null : object.spec.replicas }];
  });
  return scalings(sizes);
}

export function modelScalings(observations: readonly Observation[]): readonly string[] {
  const writes = observations.flatMap((one) => {
    if (one.kind !== 'ReplicaSet') return [];
    return [{ name: one.object.name, replicas: one.type === 'DELETED' ? null : one.object.replicas }];
  });
  return scalings(writes);
}

function scalings(writes: readonly Readonly<{ name: string; replicas: number | null }>[]): readonly string[] {
  const sizes = new Map<string, number>();
  return writes.flatMap(({ name, replicas }) => {
    const before = sizes.get(name);
    if (replicas === null) sizes.delete(name);
    else sizes.set(name, replicas);
    return before === replicas || replicas === null ? [] : [`${name} ${before ?? 'created'} -> ${replicas}`];
  });
}
