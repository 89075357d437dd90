import type { Pool } from 'pg';
import { type CoverageRow, growCoverage, isAudited, watchedUntil } from './coverage.js';
import { type LivingDeployment, livingDeploymentsBut, unknownUids } from './living-deployments.js';
import { claimUndo, openUndoRequests, type UndoRequestRow } from './undo-requests.js';

/** What is kept of the clusters that changes are taken in from. */
export type Clusters = Readonly<{
  /** @see growCoverage */
  growCoverage: (coverage: Omit<CoverageRow, 'id'>) => Promise<void>;
  /** @see isAudited */
  isAudited: (cluster: string, since: Date) => Promise<boolean>;
  /** @see watchedUntil */
  watchedUntil: (place: Parameters<typeof watchedUntil>[1]) => Promise<Date | undefined>;
  /** @see livingDeploymentsBut */
  livingDeploymentsBut: (filter: Parameters<typeof livingDeploymentsBut>[1]) => Promise<readonly LivingDeployment[]>;
  /** @see unknownUids */
  unknownUids: (cluster: string, uids: readonly string[]) => Promise<readonly string[]>;
  /** @see openUndoRequests */
  openUndoRequests: (cluster: string) => Promise<readonly UndoRequestRow[]>;
  /** @see claimUndo */
  claimUndo: (claim: Parameters<typeof claimUndo>[1]) => Promise<boolean>;
}>;

export function openClusters(pool: Pool): Clusters {
  return {
    growCoverage: (coverage) => growCoverage(pool, coverage),
    isAudited: (cluster, since) => isAudited(pool, cluster, since),
    watchedUntil: (place) => watchedUntil(pool, place),
    livingDeploymentsBut: (filter) => livingDeploymentsBut(pool, filter),
    unknownUids: (cluster, uids) => unknownUids(pool, cluster, uids),
    openUndoRequests: (cluster) => openUndoRequests(pool, cluster),
    claimUndo: (claim) => claimUndo(pool, claim),
  };
}
