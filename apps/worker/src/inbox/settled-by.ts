import { wasOvertaken, wasUnavailable } from '#libs/event-store';
import type { CollectionDeletion, Fact, ToldOutcome } from '#libs/ingest';
import type { OpenFact, SettledFact } from '#libs/postgres';

export type SettlePorts = Readonly<{
  /** Records facts of one name, in this order. */
  record: (facts: readonly Fact[]) => Promise<readonly ToldOutcome[]>;
  /** What a deletion that names no object was about. */
  factsOf: (collection: CollectionDeletion) => Promise<readonly Fact[]>;
  /** Tells a worker that streams have news. */
  ring: (streamIds: readonly number[]) => Promise<void>;
  log: Readonly<{ warn: (fields: object, message: string) => void }>;
}>;

/** What is kept of a fact that was told. */
export function settledBy(outcome: ToldOutcome, open: OpenFact, ports: SettlePorts): SettledFact {
  const { id, cluster } = open;
  if (outcome.status === 'rejected') return setAside(open, outcome.reason, ports);
  switch (outcome.value.kind) {
    case 'known':
      return { id, cluster, state: 'nothing', reason: 'it was told before' };
    case 'nothing':
      return { id, cluster, state: 'nothing', reason: outcome.value.reason };
    case 'waiting':
      return { id, cluster, state: 'waiting' };
    case 'recorded':
      return { id, cluster, state: 'recorded' };
  }
}

/** Where the database is busy all is tried again. Whatever else goes wrong with a fact goes wrong each time. */
export function setAside(
  { id, cluster, namespace, name }: OpenFact,
  error: unknown,
  { log }: SettlePorts,
): SettledFact {
  if (wasUnavailable(error) || wasOvertaken(error)) throw error;
  log.warn({ err: error, cluster, namespace, name }, 'a fact is set aside');
  return { id, cluster, state: 'set aside', reason: error instanceof Error ? error.message : String(error) };
}

/** Rings for the streams that were appended to. A ring that is lost is made up for (docs/adr/0008). */
export async function ringFor(outcomes: readonly ToldOutcome[], { ring, log }: SettlePorts): Promise<void> {
  const streams = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' && outcome.value.kind === 'recorded' ? outcome.value.streamIds : [],
  );
  if (streams.length === 0) return;
  await ring([...new Set(streams)]).catch((error: unknown) =>
    log.warn({ err: error }, 'workers could not be rung for'),
  );
}
