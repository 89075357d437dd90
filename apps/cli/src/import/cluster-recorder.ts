import { createHash } from 'node:crypto';
import { type Fact, type FactOutcome, orderFacts, recordFact, type RecordPorts } from '#libs/ingest';
import { isRefusal } from '#libs/program';
import type { ImportLog, ImportSink } from './import-source.js';
import { restoredRevision } from './restored-revision.js';

type Found = Fact & Readonly<{ found: string }>;

/** Facts that are ordered, and recorded, together. */
const PORTION = 1000;
/** Deployments of which facts are recorded at once. */
const AT_ONCE = 16;
/** Facts that are kept for one that tells the whole Deployment. */
const MOST_WAITING = 10_000;

/** Records what is told of a cluster's Deployments: of each in the order in which it happened, each fact once. */
export class ClusterRecorder {
  private readonly ports: RecordPorts;
  private facts: Found[] = [];
  private waiting: Found[] = [];

  constructor(private readonly sink: Pick<ImportSink, 'pass' | 'log'>) {
    this.ports = portsOf(sink.log);
  }

  async take(fact: Fact, found: string): Promise<void> {
    this.facts.push({ ...fact, source: 'import', found });
    if (this.facts.length >= PORTION) await this.flush();
  }

  /** Records what was taken, and reports what waits for a fact that never came. */
  async end(): Promise<void> {
    await this.flush();
    for (const fact of this.waiting) this.report(fact, 'NotSeen', 'nothing told the whole Deployment');
    this.waiting = [];
  }

  /** Waits until all that was taken is recorded. */
  async flush(): Promise<void> {
    const lives = new Map<string, Found[]>();
    for (const fact of [...this.waiting, ...this.facts]) {
      const name = `${fact.cluster}/${fact.namespace}/${fact.name}`;
      const life = lives.get(name);
      if (life === undefined) lives.set(name, [fact]);
      else life.push(fact);
    }
    [this.facts, this.waiting] = [[], []];
    const rest = lives.values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.recordEach(rest)));
  }

  private async recordEach(lives: Iterator<Found[]>): Promise<void> {
    for (let next = lives.next(); next.done !== true; next = lives.next())
      for (const fact of orderFacts(next.value)) await this.record(fact);
  }

  private async record(fact: Found): Promise<void> {
    try {
      this.settle(fact, (await this.isRecorded(fact)) ? KNOWN : await recordFact(this.ports, fact));
    } catch (error) {
      if (!isRefusal(error) || error.code === 'LogUnavailable' || error.code === 'AppendOutcomeUnknown') throw error;
      this.report(fact, 'Refused', error.message);
    }
  }

  // A fact without a version is told by its key alone; what was guessed from it has a key beside it.
  private async isRecorded(fact: Found): Promise<boolean> {
    if (fact.resourceVersion !== undefined) return false;
    const { store } = this.sink.log;
    const found = await Promise.all(
      [fact.key, `${fact.key}/first`].map((key) => store.findByIdempotencyKey(fact, key)),
    );
    return found.some((known) => known !== undefined);
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
        this.report(fact, 'NoDifference', outcome.reason);
        break;
      case 'waiting':
        if (this.waiting.length < MOST_WAITING) this.waiting.push(fact);
        else this.report(fact, 'NotSeen', 'nothing told the whole Deployment yet');
    }
  }

  private report(
    { found, namespace, name }: Found,
    what: 'Taken' | 'RecordedBefore' | 'NoDifference' | 'NotSeen' | 'Refused',
    message: string,
    change?: string,
  ): void {
    const object = `${namespace}/${name}`;
    this.sink.pass({ what, found, object, message, ...(change !== undefined && { change }) });
  }
}

const KNOWN = { kind: 'known' } as const;

function portsOf({ store, contextOf }: ImportLog): RecordPorts {
  return {
    store,
    contextOf: ({ cluster }) => contextOf(cluster),
    restoredBy: (streamId, fact) => restoredRevision(store, streamId, fact),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
