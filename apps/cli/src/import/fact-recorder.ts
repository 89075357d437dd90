import { LRUCache } from 'lru-cache';
import { type EventStore, type NewChange, Unstorable, wasOvertaken } from '#libs/event-store';
import { type ClusterContext, decideImport } from './decide-import.js';
import type { FactOutcome, ImportedFact } from './imported-fact.js';
import { readPlace, type RecordedPlace, withLastAt } from './recorded-place.js';

export type FactRecorderOptions = Readonly<{
  store: EventStore;
  contextOf: (cluster: string) => Promise<ClusterContext>;
  /** Hears what became of every fact, in the order they were given. */
  onOutcome: (fact: ImportedFact, outcome: FactOutcome) => void;
}>;

/** Facts that are decided, and handed to the log, together. */
const CHUNK = 256;
/** Deployments of which the state is remembered; others are read again. */
const MOST_PLACES = 2000;
const MOST_ATTEMPTS = 4;

type Outcomes = Map<ImportedFact, FactOutcome>;

/**
 * Appends facts to the log in the order they are given, each once: a fact whose key the log has is passed over, so that an
 * import that was broken off goes on when it is run again.
 */
export class FactRecorder {
  private readonly places = new LRUCache<string, RecordedPlace>({ max: MOST_PLACES });
  private waiting: ImportedFact[] = [];
  private recording: Promise<void> = Promise.resolve();

  constructor(private readonly options: FactRecorderOptions) {}

  /** Takes a fact; now and then waits until what was taken before is recorded. */
  async take(fact: ImportedFact): Promise<void> {
    this.waiting.push(fact);
    if (this.waiting.length >= CHUNK) await this.begin();
  }

  /** Waits until all that was taken is recorded. */
  async flush(): Promise<void> {
    await this.begin();
    await this.recording;
  }

  // Some are recorded while the next are read.
  private async begin(): Promise<void> {
    await this.recording;
    const facts = this.waiting;
    this.waiting = [];
    this.recording = this.recordAll(facts);
    this.recording.catch(() => undefined); // whoever waits for it hears of it
  }

  private async recordAll(facts: readonly ImportedFact[]): Promise<void> {
    const outcomes: Outcomes = new Map();
    await this.record(facts, outcomes, 1);
    for (const fact of facts) {
      const outcome = outcomes.get(fact);
      if (outcome !== undefined) this.options.onOutcome(fact, outcome);
    }
  }

  private async record(facts: readonly ImportedFact[], outcomes: Outcomes, attempt: number): Promise<void> {
    const places = await this.readPlaces(facts);
    await this.findRecorded(facts, places, outcomes);
    const appends: Promise<ImportedFact | undefined>[] = [];
    for (const fact of facts) {
      const change = outcomes.has(fact) ? undefined : await this.decide(fact, places, outcomes);
      if (change !== undefined)
        appends.push(this.append(fact, change, { outcomes, isLast: attempt === MOST_ATTEMPTS }));
    }
    const overtaken = (await Promise.all(appends)).filter((fact) => fact !== undefined);
    for (const [name, place] of places) this.places.set(name, place);
    if (overtaken.length === 0) return;
    for (const fact of overtaken) this.places.delete(nameOf(fact));
    await this.record(overtaken, outcomes, attempt + 1);
  }

  private async readPlaces(facts: readonly ImportedFact[]): Promise<Map<string, RecordedPlace>> {
    const oneOfEach = new Map(facts.map((fact) => [nameOf(fact), fact]));
    const read = async ([name, fact]: readonly [string, ImportedFact]) =>
      [name, this.places.get(name) ?? (await readPlace(this.options.store, fact))] as const;
    return new Map(await Promise.all([...oneOfEach].map(read)));
  }

  private async findRecorded(
    facts: readonly ImportedFact[],
    places: ReadonlyMap<string, RecordedPlace>,
    outcomes: Outcomes,
  ): Promise<void> {
    const { store } = this.options;
    const doubtful = facts.filter((fact) => places.get(nameOf(fact))?.knownId !== undefined);
    const found = await Promise.all(doubtful.map((fact) => store.findByIdempotencyKey(fact, fact.idempotency.key)));
    for (const [index, fact] of doubtful.entries())
      if (found[index] !== undefined) outcomes.set(fact, { kind: 'recordedBefore' });
  }

  private async decide(
    fact: ImportedFact,
    places: Map<string, RecordedPlace>,
    outcomes: Outcomes,
  ): Promise<NewChange | undefined> {
    const { store, contextOf } = this.options;
    const recorded = places.get(nameOf(fact)) ?? { streamPosition: 0 };
    const place = await withLastAt(store, recorded, fact.occurredAt);
    const decision = decideImport(fact, place, await contextOf(fact.cluster));
    if (decision.kind === 'refused') outcomes.set(fact, decision);
    else places.set(nameOf(fact), decision.after);
    return decision.kind === 'refused' ? undefined : decision.change;
  }

  // Answers the fact when somebody else wrote to its Deployment meanwhile: it is to be decided again.
  private async append(
    fact: ImportedFact,
    change: NewChange,
    { outcomes, isLast }: Readonly<{ outcomes: Outcomes; isLast: boolean }>,
  ): Promise<ImportedFact | undefined> {
    try {
      const appended = await this.options.store.append(change);
      const taken = { kind: 'taken', change: appended.change, summary: change.summary } as const;
      outcomes.set(fact, appended.duplicate ? { kind: 'recordedBefore' } : taken);
      return undefined;
    } catch (error) {
      if (error instanceof Unstorable)
        outcomes.set(fact, { kind: 'refused', reason: 'Refused', message: error.message });
      else if (isLast || !wasOvertaken(error)) throw error;
      else return fact;
      return undefined;
    }
  }
}

function nameOf({ cluster, namespace, name }: ImportedFact): string {
  return `${cluster}/${namespace}/${name}`;
}
