import type { StreamViews } from '#libs/projections';
import type { EventWriteIn, PodSpanIn, ReplicaSetSpanIn } from '#libs/postgres';
import type { ChildRows } from './child-lives.js';

/** What the views of a stream have of a window, as the rows that a database would give. */
export function replayedChildren(
  streamId: number,
  views: StreamViews,
  { from, upTo }: Readonly<{ from: number; upTo: number }>,
): ChildRows {
  const isIn = ({ validFrom, validTo }: Readonly<{ validFrom: number; validTo: number }>): boolean =>
    validFrom <= upTo && validTo > from;
  return {
    replicaSetSpans: views.replicaSetSpans.filter(isIn).map((span) => replicaSetSpan(streamId, span)),
    podSpans: views.podSpans.filter(isIn).map((span) => podSpan(streamId, span, views)),
    eventWrites: views.controllerEvents
      .filter(({ at }) => at <= upTo && at > from - HOUR)
      .map(({ number: _, at, firstAt, ...write }): EventWriteIn => {
        return { ...write, streamId, at: new Date(at), firstAt: new Date(firstAt) };
      }),
  };
}

const HOUR = 3_600_000;

function replicaSetSpan(streamId: number, span: StreamViews['replicaSetSpans'][number]): ReplicaSetSpanIn {
  const { validFrom, validTo, createdAt, deletedAt, revision: _, ...facts } = span;
  const { minReadySeconds = 0, conditions = [], orphaned = false, ...same } = facts;
  return {
    ...{ ...same, streamId, minReadySeconds, conditions, orphaned, validTo },
    since: new Date(validFrom),
    createdAt: new Date(createdAt),
    deletedAt: optional(deletedAt),
  };
}

function podSpan(streamId: number, span: StreamViews['podSpans'][number], views: StreamViews): PodSpanIn {
  const { validFrom, validTo, createdAt, readySince, deletedAt, node = null, ip = null, ...same } = span;
  const since = Math.max(createdAt, views.deployment.createdAt); // with what was taken over it came later
  const maker = views.replicaSetSpans.findLast((one) => one.name === span.replicaSet && one.validFrom <= since);
  if (maker === undefined) throw new Error(`nobody made the pod ${span.name}`);
  return {
    ...{ ...same, streamId, node, ip, validTo },
    ...{ replicaSetUid: maker.uid, podTemplateHash: maker.podTemplateHash, templateHash: maker.templateHash },
    since: new Date(validFrom),
    createdAt: new Date(createdAt),
    readySince: optional(readySince),
    deletedAt: optional(deletedAt),
  };
}

function optional(moment: number | undefined): Date | null {
  return moment === undefined ? null : new Date(moment);
}
