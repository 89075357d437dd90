import type { Stream } from '#libs/event-store';
import { type DeploymentEvent, summariseTakeOver } from '#libs/history';
import type { LabelSelector } from '#libs/kubernetes';
import type { FactChange } from './fact-change.js';
import type { Fact } from './fact.js';
import type { FactLog } from './known-deployment.js';
import type { Room } from './make-room.js';

type Adoption = Extract<DeploymentEvent, { type: 'ReplicaSetAdopted' }>;

/** What a Deployment takes over that is made at a moment and selects so, of one of its name that left its ReplicaSets alone. */
export type OrphansTaken = (
  log: Pick<FactLog, 'readStream'>,
  left: Stream,
  making: Readonly<{ selector: LabelSelector; at: number }>,
) => Promise<readonly Adoption[]>;

/** The changes that a Deployment begins with, and what it takes over where its creation was told (docs/adr/0027). */
export async function withTakenOver(
  changes: readonly FactChange[],
  { fact, room }: Readonly<{ fact: Fact; room: Room }>,
  { store, orphansTaken }: Readonly<{ store: Pick<FactLog, 'readStream'>; orphansTaken: OrphansTaken }>,
): Promise<readonly FactChange[]> {
  const [first, ...others] = changes;
  if (first === undefined || room.left === undefined || !isTold(fact)) return changes;
  const [created, ...beside] = first.events;
  if (created?.type !== 'DeploymentCreated') throw new Error('the first change of a Deployment does not create it');
  const { selector } = created.payload.spec;
  const adoptions = await orphansTaken(store, room.left, { selector, at: first.occurredAt });
  if (adoptions.length === 0) return changes;
  const summary = `${first.summary}; ${summariseTakeOver(adoptions.map(({ payload }) => payload.replicaSet.name))}`;
  return [{ ...first, events: [created, ...adoptions, ...beside], summary }, ...others];
}

// A revision that a ReplicaSet tells of has no version: what such a Deployment took over is among its revisions.
function isTold({ verb, resourceVersion }: Fact): boolean {
  return verb === 'created' && resourceVersion !== undefined;
}
