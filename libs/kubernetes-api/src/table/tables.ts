import { DEFAULT_TABLE } from './default-table.js';
import { DEPLOYMENT_TABLE } from './deployment-table.js';
import { EVENT_TABLE } from './event-table.js';
import { NAMESPACE_TABLE } from './namespace-table.js';
import { POD_TABLE } from './pod-table.js';
import { REPLICA_SET_TABLE } from './replica-set-table.js';
import { SERVICE_TABLE } from './service-table.js';
import type { TableKind } from './table.js';

const TABLES: Readonly<Record<string, TableKind>> = {
  Deployment: DEPLOYMENT_TABLE,
  Event: EVENT_TABLE,
  Namespace: NAMESPACE_TABLE,
  Pod: POD_TABLE,
  ReplicaSet: REPLICA_SET_TABLE,
  Service: SERVICE_TABLE,
};

/** How objects of a kind are shown as rows. */
export function tableOf(kind: string): TableKind {
  return TABLES[kind] ?? DEFAULT_TABLE;
}
