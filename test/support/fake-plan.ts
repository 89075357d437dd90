import type { ApiObject, Step, StreamPlace } from '../../apps/api/src/kubernetes/watch/step.js';
import type { Scope } from '../../apps/api/src/kubernetes/watch/watch-world.js';

/** What is true of one object from a moment to another. */
export type FakeSpan = Readonly<{
  name: string;
  from: number;
  to?: number;
  is: string;
  labels?: Record<string, string>;
}>;

export type FakeChange = Readonly<{
  position: bigint;
  streamPosition: number;
  occurredAt: number;
  recordedAt: number;
  plan: readonly FakeSpan[];
}>;

export type FakeStream = { place: StreamPlace; changes: FakeChange[]; viewed: number };

export function planOf({ changes, viewed }: FakeStream, position?: bigint): readonly FakeSpan[] {
  const last = changes.findLast(
    (change) => change.streamPosition <= viewed && (position === undefined || change.position <= position),
  );
  return last?.plan ?? [];
}

export function boundaries(plan: readonly FakeSpan[]): readonly number[] {
  const all = plan.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]));
  return [...new Set(all)].sort((a, b) => a - b);
}

type Difference = Pick<Step, 'before' | 'after'>;

export function differences(
  before: readonly ApiObject[],
  now: readonly ApiObject[],
  all: boolean,
): readonly Difference[] {
  const names = [...new Set([...before, ...now].map(({ metadata }) => metadata.name))];
  return names.flatMap((name) => {
    const [was] = before.filter(({ metadata }) => metadata.name === name);
    const [is] = now.filter(({ metadata }) => metadata.name === name);
    if (!all && contentOf(was) === contentOf(is)) return [];
    return [{ ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

function contentOf(object: ApiObject | undefined): string {
  return JSON.stringify([object?.is, object?.metadata.labels]);
}

export function stamped({ before, after }: Difference, version: bigint): Difference {
  const stampedAfter = after && { ...after, metadata: { ...after.metadata, resourceVersion: String(version) } };
  return { ...(before && { before }), ...(stampedAfter && { after: stampedAfter }) };
}

export function common({ cluster, namespace }: StreamPlace) {
  return { resource: 'pods', cluster, namespace };
}

export function isIn({ cluster, namespace }: StreamPlace, scope: Scope | undefined): boolean {
  return scope === undefined || (cluster === scope.cluster && (scope.namespace ?? namespace) === namespace);
}
