import { versionAt } from '../../apps/api/src/kubernetes/watch/resource-version.js';
import type { ApiObject, Step } from '../../apps/api/src/kubernetes/watch/step.js';
import type { Frontier, StepWindow } from '../../apps/api/src/kubernetes/watch/watch-world.js';
import {
  boundaries,
  common,
  differences,
  type FakeChange,
  type FakeSpan,
  type FakeStream,
  planOf,
  stamped,
} from './fake-plan.js';

export type FakeLog = readonly Readonly<{ streamId: number; change: FakeChange }>[];

export function stepsOf(
  log: FakeLog,
  stream: FakeStream,
  { after, rewritten: told }: StepWindow,
  until: Frontier,
): readonly Step[] {
  const plan = planOf(stream, until.position);
  const upTo = until.at;
  const rewritten = told?.at;
  const from = rewritten ?? after;
  let before = objectsAt(log, stream, planOf(stream, told?.toldPosition), after);
  const moments = boundaries(plan).filter((at) => at > from && at <= upTo);
  return [...(rewritten === undefined ? [] : [rewritten]), ...moments].flatMap((at) => {
    const version = at === rewritten ? ownVersion(stream) : versionOf(log, stream, at);
    const now = objectsAt(log, stream, plan, at);
    const steps = differences(before, now, at === rewritten && told!.tellAll).map((step) => ({
      at,
      ...common(stream.place),
      version,
      ...stamped(step, version),
    }));
    before = now;
    return steps;
  });
}

export function objectsAt(
  log: FakeLog,
  stream: FakeStream,
  plan: readonly FakeSpan[],
  at: number,
): readonly ApiObject[] {
  return plan
    .filter(({ from, to = Infinity }) => from <= at && at < to)
    .map(({ name, from, is, labels = {} }) => ({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name,
        namespace: stream.place.namespace,
        labels,
        resourceVersion: String(versionOf(log, stream, from)),
      },
      is,
    }));
}

function versionOf(log: FakeLog, stream: FakeStream, at: number): bigint {
  const own = stream.changes.findLast(({ occurredAt }) => occurredAt <= at);
  if (own !== undefined && at <= own.recordedAt) return versionAt({ position: own.position, at }, own.recordedAt);
  const next = stream.changes.find(({ occurredAt }) => occurredAt > at)?.position ?? BigInt(log.length + 1);
  return versionOfLog(log, at, next - 1n);
}

function ownVersion({ changes }: FakeStream): bigint {
  return changes.at(-1)!.position * 1_000_000_000n;
}

export function versionOfLog(log: FakeLog, at: number, most: bigint): bigint {
  const newest = log.findLast(({ change }) => change.position <= most && change.recordedAt <= at)?.change;
  return versionAt({ position: newest?.position ?? 0n, at }, newest?.recordedAt ?? 0);
}
