import { wasOvertaken, wasUnavailable } from '#libs/event-store';
import type { Fact } from '../fact.js';
import { type FactOutcome, recordFact, type RecordPorts } from '../record-fact.js';
import { DraftLog } from './draft-log.js';

/** What became of a fact that was told with others: its outcome, or what is wrong with it. */
export type ToldOutcome = PromiseSettledResult<FactOutcome>;

/**
 * Records facts of one name, told in the order they happened in, as `recordFact` does one by one: but each is decided on what the
 * ones before will have made of the log, and all are appended together. Answers one outcome for each.
 * @throws what says that the log cannot be reached
 */
export async function recordFacts(ports: RecordPorts, facts: readonly Fact[]): Promise<readonly ToldOutcome[]> {
  const outcomes: ToldOutcome[] = [];
  for (let size = facts.length; outcomes.length < facts.length;) {
    const next = facts.slice(outcomes.length, outcomes.length + size);
    const [first] = next;
    const told =
      first !== undefined && next.length === 1
        ? [await settled(recordFact(ports, first))]
        : await recordTogether(ports, next);
    outcomes.push(...told);
    // Where others write too, little is decided in vain.
    size = told.length < next.length ? 1 : size * 2;
  }
  return outcomes;
}

/** Outcomes up to the first fact of which the Deployment was changed by somebody else meanwhile. */
async function recordTogether(ports: RecordPorts, facts: readonly Fact[]): Promise<readonly ToldOutcome[]> {
  const draft = new DraftLog(ports.store);
  const drafting: RecordPorts = {
    ...ports,
    store: draft,
    restoredBy: async (streamId, fact) => ports.restoredBy(await draft.recordedStream(streamId), fact),
  };
  try {
    const drafted: ToldOutcome[] = [];
    for (const fact of facts) drafted.push(await settled(recordFact(drafting, fact)));
    const outcomes: ToldOutcome[] = [];
    for (const one of drafted) {
      const outcome = one.status === 'rejected' ? one : await settled(recorded(draft, one.value));
      if (outcome.status === 'rejected' && wasOvertaken(outcome.reason)) break;
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    await draft.settled();
  }
}

async function settled(outcome: Promise<FactOutcome>): Promise<ToldOutcome> {
  const [result] = await Promise.allSettled([outcome]);
  if (result.status === 'rejected' && wasUnavailable(result.reason)) throw result.reason;
  return result;
}

async function recorded(draft: DraftLog, outcome: FactOutcome): Promise<FactOutcome> {
  if (outcome.kind !== 'recorded') return outcome;
  const all = await Promise.all(outcome.appended.map((drafted) => draft.recorded(drafted)));
  const appended = all.filter(({ duplicate }) => !duplicate);
  if (appended.length === 0) return { kind: 'known' };
  const streamIds = await Promise.all(outcome.streamIds.map((id) => draft.recordedStream(id)));
  return { kind: 'recorded', appended, streamIds };
}
