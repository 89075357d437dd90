import { AppendOutcomeUnknown, LogUnavailable, StreamConflict } from '#libs/event-store';
import { type Fact, type FactOutcome, orderFacts } from '#libs/ingest';
import type { OpenFact, SettledFact } from '#libs/postgres';

export type SettlePorts = Readonly<{
  record: (fact: Fact) => Promise<FactOutcome>;
  /** Tells a worker that streams have news. */
  ring: (streamIds: readonly number[]) => Promise<void>;
  log: Readonly<{ warn: (fields: object, message: string) => void }>;
}>;

/**
 * Records the facts of each object in their order, up to the last that is due. What changed nothing before is told again after an
 * older one: `v1, v1` may have been `v1, v2, v1`. Objects do not wait for each other.
 */
export async function settleObjects(
  ports: SettlePorts,
  objects: readonly (readonly OpenFact[])[],
): Promise<readonly SettledFact[]> {
  const settled = await Promise.all(objects.map((facts) => settleObject(ports, facts)));
  return settled.flat();
}

type Told = Fact & Readonly<{ open: OpenFact }>;

async function settleObject(ports: SettlePorts, facts: readonly OpenFact[]): Promise<readonly SettledFact[]> {
  const ordered = orderFacts(facts.map((open): Told => ({ ...(JSON.parse(open.body) as Fact), open })));
  const end = ordered.findLastIndex(({ open }) => open.isDue && !open.changedNothing) + 1;
  const settled = new Map<Told, SettledFact>();
  const isRecorded = () => [...settled.values()].some(({ state }) => state === 'recorded');
  for (const [index, fact] of ordered.entries()) {
    const isTold = fact.open.changedNothing ? isRecorded() : index < end;
    if (isTold) settled.set(fact, await settleOne(ports, fact));
  }
  // What told a part may have come before the one that told the whole.
  const waiting = ordered.filter((fact) => settled.get(fact)?.state === 'waiting');
  if (isRecorded()) for (const fact of waiting) settled.set(fact, await settleOne(ports, fact));
  return [...settled]
    .filter(([{ open }, { state }]) => !open.changedNothing || state !== 'nothing')
    .map(([, one]) => one);
}

async function settleOne(ports: SettlePorts, { open: { id, cluster, ...place }, ...fact }: Told): Promise<SettledFact> {
  try {
    const outcome = await ports.record(fact);
    if (outcome.kind === 'known') return { id, cluster, state: 'nothing', reason: 'it was told before' };
    if (outcome.kind === 'nothing') return { id, cluster, state: 'nothing', reason: outcome.reason };
    if (outcome.kind === 'waiting') return { id, cluster, state: 'waiting' };
    await ports.ring(outcome.streamIds);
    return { id, cluster, state: 'recorded' };
  } catch (error) {
    if (mayPass(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    ports.log.warn({ err: error, cluster, namespace: place.namespace, name: place.name }, 'a fact is set aside');
    return { id, cluster, state: 'set aside', reason };
  }
}

// The database is away or busy: all is tried again. Whatever else goes wrong with a fact goes wrong each time.
function mayPass(error: unknown): boolean {
  if (error instanceof LogUnavailable || error instanceof AppendOutcomeUnknown || error instanceof StreamConflict)
    return true;
  const { code } = error as Readonly<{ code?: unknown }>;
  return typeof code === 'string' && /^(?:08|40|53|55|57|E[A-Z]+$)/.test(code);
}
