import type { Observed } from '#libs/history';
import type { FactChange } from './fact-change.js';
import { deletionKey, type Fact, UNKNOWN_ACTOR } from './fact.js';
import { observedPart } from './observed-write.js';

/** The deletion of an incarnation that is gone, and nobody told how: at the latest at a moment. */
export function assumedDeletion(
  which: Pick<Fact, 'cluster' | 'uid'>,
  {
    occurredAt,
    notBefore,
    observed,
  }: Readonly<{ occurredAt: number; notBefore?: number; observed?: Observed | undefined }>,
): FactChange {
  const seen = { verb: 'deleted', occurredAt, ...(notBefore !== undefined && { notBefore }) } as const;
  return {
    ...{ key: `${deletionKey(which)}/assumed`, actor: UNKNOWN_ACTOR, provenance: {}, occurredAt },
    events: [
      { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy: 'Background' } },
      { type: 'WriteObserved', schemaVersion: 1, payload: { ...observedPart(seen, observed), assumed: true } },
    ],
    summary: 'deleted; nobody saw by whom',
  };
}
