import { createHash } from 'node:crypto';
import {
  type CollectionDeletion,
  type Fact,
  type FactOutcome,
  type FailedAttempt,
  orderFacts,
  readCollectionFacts,
  recordFacts,
  type RecordPorts,
  type ToldOutcome,
} from '#libs/ingest';
import { SelectorUnreadable } from '#libs/kubernetes';
import { isRefusal } from '#libs/program';
import { orphansTaken } from '#libs/projections';
import type { ImportLog, ImportSink } from './import-source.js';
import type { RefusedReason } from './report-rules.js';
import { RecordedBefore } from './recorded-before.js';
import { restoredRevision } from './restored-revision.js';

type Found = Fact & Readonly<{ found: string }>;
type Outcomes = Map<Found, ToldOutcome>;

/** Facts that are ordered, and recorded, together; and how many bytes of the source they may come from. */
const PORTION = 2000;
const PORTION_BYTES = 64 * 1024 * 1024;
/** Deployments of which facts are recorded at once. */
const AT_ONCE = 32;
/** Facts that are kept for one that tells the whole Deployment. */
const MOST_WAITING = 10_000;

/** Records what a source tells of Deployments: of each name in the order in which it happened, each fact once. */
export class FactRecorder {
  private readonly ports: RecordPorts;
  private readonly recordedBefore: RecordedBefore;
  private facts: Found[] = [];
  private attempts: FailedAttempt[] = [];
  private bytes = 0;
  private waiting: Found[] = [];
  private recording: Promise<void> = Promise.resolve();

  /** `portion` facts are recorded together, and stand together in the log. */
  constructor(
    private readonly sink: Pick<ImportSink, 'pass' | 'log'>,
    private readonly portion = PORTION,
  ) {
    this.ports = portsOf(sink.log);
    this.recordedBefore = new RecordedBefore(sink.log.store);
  }

  /** `bytes` is how much of the source the fact was read from. Now and then waits until what was taken before is recorded. */
  async take(fact: Fact, found: string, bytes = 0): Promise<void> {
    this.facts.push({ ...fact, source: 'import', found });
    this.bytes += bytes;
    if (this.facts.length >= this.portion || this.bytes >= PORTION_BYTES) await this.begin();
  }

  /** Takes what failed in the cluster. */
  async takeAttempt(attempt: FailedAttempt): Promise<void> {
    this.attempts.push({ ...attempt, door: 'import' });
    if (this.attempts.length >= PORTION) await this.begin();
  }

  /** Takes a deletion that names no object: it is about those that live when what was taken before is recorded. */
  async takeCollection(collection: CollectionDeletion, found: string): Promise<void> {
    await this.flush();
    const { store, livingIn } = this.sink.log;
    const place = { found, object: `${collection.namespace}/` };
    try {
      const facts = await readCollectionFacts({ store, livingIn }, collection);
      if (facts.length === 0) this.sink.pass({ what: 'NoDifference', ...place, message: NOTHING_DELETED });
      for (const fact of facts) await this.take(fact, found);
    } catch (error) {
      if (!(error instanceof SelectorUnreadable)) throw error;
      this.sink.pass({ what: 'Unresolved', ...place, message: error.message });
    }
  }

  /** Records what was taken, and reports what waits for a fact that never came. */
  async end(): Promise<void> {
    await this.flush();
    for (const fact of this.waiting) this.report(fact, 'NotSeen', 'nothing told the whole Deployment');
    this.waiting = [];
  }

  /** Waits until all that was taken is recorded. */
  async flush(): Promise<void> {
    await this.begin();
    await this.recording;
  }

  // One portion is recorded while the next is read.
  private async begin(): Promise<void> {
    await this.recording;
    const taken = [...this.waiting, ...this.facts];
    const { attempts } = this;
    [this.facts, this.waiting, this.attempts, this.bytes] = [[], [], [], 0];
    this.recording = this.recordAll(taken, attempts);
    this.recording.catch(() => undefined); // whoever waits for it hears of it
  }

  // What became of them is reported in the order they were taken in.
  private async recordAll(facts: readonly Found[], attempts: readonly FailedAttempt[]): Promise<void> {
    if (attempts.length > 0) await this.sink.log.recordAttempts(attempts);
    const lives = new Map<string, Found[]>();
    for (const fact of facts) {
      const name = `${fact.cluster}/${fact.namespace}/${fact.name}`;
      const life = lives.get(name);
      if (life === undefined) lives.set(name, [fact]);
      else life.push(fact);
    }
    const outcomes: Outcomes = new Map();
    const rest = lives.values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.recordEach(rest, outcomes)));
    for (const fact of facts) {
      const outcome = outcomes.get(fact);
      if (outcome?.status === 'fulfilled') this.settle(fact, outcome.value);
      else this.refuse(fact, outcome?.reason);
    }
  }

  private async recordEach(lives: Iterator<Found[]>, outcomes: Outcomes): Promise<void> {
    for (let next = lives.next(); next.done !== true; next = lives.next()) await this.recordLife(next.value, outcomes);
  }

  private async recordLife(life: readonly Found[], outcomes: Outcomes): Promise<void> {
    const recorded = await this.recordedBefore.among(life);
    for (const fact of recorded) outcomes.set(fact, KNOWN);
    const fresh = orderFacts(life.filter((fact) => !recorded.has(fact)));
    const told = await recordFacts(this.ports, fresh);
    for (const [index, fact] of fresh.entries()) {
      const outcome = told[index];
      if (outcome !== undefined) outcomes.set(fact, outcome);
    }
  }

  private refuse(fact: Found, reason: unknown): void {
    if (!isRefusal(reason)) throw reason;
    this.report(fact, WHY[reason.code] ?? 'Refused', reason.message);
  }

  private settle(fact: Found, outcome: FactOutcome): void {
    switch (outcome.kind) {
      case 'recorded':
        for (const { change } of outcome.appended) this.report(fact, 'Taken', fact.verb, String(change));
        break;
      case 'known':
        this.report(fact, 'RecordedBefore', 'recorded before');
        break;
      case 'nothing':
        this.report(fact, outcome.reason === 'it was deleted before' ? 'Ended' : 'NoDifference', outcome.reason);
        break;
      case 'waiting':
        if (this.waiting.length < MOST_WAITING) this.waiting.push(fact);
        else this.report(fact, 'NotSeen', 'nothing told the whole Deployment yet');
    }
  }

  private report(
    { found, namespace, name }: Found,
    what: 'Taken' | 'RecordedBefore' | 'NotSeen' | RefusedReason,
    message: string,
    change?: string,
  ): void {
    const object = `${namespace}/${name}`;
    this.sink.pass({ what, found, object, message, ...(change !== undefined && { change }) });
  }
}

const NOTHING_DELETED = 'nothing is known that a deletecollection deleted at once';

/** By the code of a refusal. */
const WHY: Readonly<Record<string, RefusedReason>> = { NameTaken: 'LivesElsewhere', LivedOn: 'LivedOn' };

const KNOWN = { status: 'fulfilled', value: { kind: 'known' } } as const;

function portsOf({ store, contextOf }: ImportLog): RecordPorts {
  return {
    store,
    orphansTaken,
    contextOf: ({ cluster }) => contextOf(cluster),
    restoredBy: (streamId, fact) => restoredRevision(store, streamId, fact),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
