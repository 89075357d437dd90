import { setTimeout as sleep } from 'node:timers/promises';
import { inScope, type Scope } from '#libs/access';
import type { Actor } from '#libs/event-store';
import { parseEvent } from '#libs/history';
import type { UndoRequestRow } from '#libs/postgres';
import { UNDO_LEASE_SECONDS, UNDO_REQUEST, type UndoOrder, type UndosAsked } from '#libs/sighting';
import type { ApiPorts } from '../ports.js';
import { recordUndoReport } from './record-undo-report.js';

/** How long an undo waits for an agent: who asked for it has forgotten it after that, and must not be surprised. */
export const UNDO_WAITS_MINUTES = 10;

const LOOK_AGAIN_MILLISECONDS = 1000;

type Ports = Pick<ApiPorts, 'store' | 'clusters' | 'ring' | 'now'>;
type Asking = UndosAsked &
  Readonly<{
    cluster: string;
    scope: Scope;
    actor: Actor;
    /** Whether the agent has hung up: what it had for itself would wait for the end of its time. */
    isGone: () => boolean;
  }>;

/** The undos that an agent has for itself from now on; waits for one when there is none. */
export async function takeUndoOrders(ports: Ports, asking: Asking): Promise<readonly UndoOrder[]> {
  const until = performance.now() + asking.waitSeconds * 1000;
  for (;;) {
    if (asking.isGone()) return [];
    const orders = await claimOrders(ports, asking);
    const left = until - performance.now();
    if (orders.length > 0 || left <= 0) return orders;
    await sleep(Math.min(left, LOOK_AGAIN_MILLISECONDS));
  }
}

async function claimOrders(ports: Ports, asking: Asking): Promise<readonly UndoOrder[]> {
  const { cluster, scope, actor, agent, namespaces } = asking;
  const orders: UndoOrder[] = [];
  for (const row of await ports.clusters.openUndoRequests(cluster)) {
    if (!inScope(scope, { cluster, namespace: row.namespace })) continue;
    if (isTooOld(row, ports.now())) {
      const message = `no agent of the cluster took it within ${UNDO_WAITS_MINUTES} minutes`;
      await recordUndoReport(ports, { cluster, scope, actor, report: { id: row.change, outcome: 'refused', message } });
      continue;
    }
    if (namespaces?.includes(row.namespace) === false) continue;
    if (await ports.clusters.claimUndo({ change: row.change, agent, seconds: UNDO_LEASE_SECONDS })) {
      orders.push(await orderOf(ports, row));
    }
  }
  return orders;
}

// One that an agent has taken is carried out, however long that takes.
function isTooOld({ recordedAt, claimed }: UndoRequestRow, now: Date): boolean {
  return !claimed && now.getTime() - recordedAt.getTime() > UNDO_WAITS_MINUTES * 60_000;
}

async function orderOf({ store }: Ports, { change, namespace, name, uid }: UndoRequestRow): Promise<UndoOrder> {
  const [recorded] = await store.readChanges([BigInt(change)]);
  const events = (recorded?.events ?? []).map((event) => parseEvent(event));
  const request = events.find((event) => event.type === 'ClusterUndoRequested');
  if (request === undefined) throw new Error(`change ${change} asks for no undo`);
  const { wanted, generation } = request.payload;
  const annotations = { ...wanted.annotations, [UNDO_REQUEST]: change };
  return { id: change, namespace, name, uid, generation, template: wanted.template, annotations };
}
