import type { Appended, EventStore } from '#libs/event-store';
import { compareVersions } from '#libs/history';
import { type Fact, UNKNOWN_ACTOR } from '#libs/ingest';

type Seen = Readonly<{
  wasRecorded: boolean;
  newest: string;
  /** When the last of them happened, milliseconds since 1970. */
  at: number;
}>;

type Log = Pick<EventStore, 'streamByUid' | 'findStream' | 'findByIdempotencyKey' | 'readChanges'>;

/** Knows which facts the log has already when an import comes to them, so that one that is run again is over soon. */
export class RecordedBefore {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly store: Log) {}

  /** To be asked once for each fact, those of one Deployment one after the other. */
  async among<T extends Fact>(facts: readonly T[]): Promise<ReadonlySet<T>> {
    const doubtful = await this.doubtful(facts);
    const found = await Promise.all(doubtful.map((fact) => this.find(fact)));
    const numbers = found.flatMap((appended) => appended?.change ?? []);
    const changes = numbers.length === 0 ? [] : await this.store.readChanges(numbers);
    const authors = new Map(changes.map(({ change, actor }) => [change, actor.subject]));
    const isKnown = ({ resourceVersion }: Fact, index: number): boolean => {
      const appended = found[index];
      if (appended === undefined) return false;
      // Of a write that was told without an author, the author may be news.
      return resourceVersion === undefined || authors.get(appended.change) !== UNKNOWN_ACTOR.subject;
    };
    return new Set(doubtful.filter(isKnown));
  }

  // What is newer than all that was seen of a Deployment which the log did not have is new to the log, too.
  private async doubtful<T extends Fact>(facts: readonly T[]): Promise<readonly T[]> {
    const before = new Map<T, Seen>();
    for (const fact of facts) before.set(fact, await this.look(fact));
    for (const fact of facts) this.keep(fact);
    return facts.filter((fact) => {
      const { wasRecorded, newest, at } = before.get(fact) ?? UNSEEN;
      const { resourceVersion, occurredAt } = fact;
      const isNewer = resourceVersion === undefined ? occurredAt > at : compareVersions(resourceVersion, newest) > 0;
      return wasRecorded || !isNewer;
    });
  }

  private async look(fact: Fact): Promise<Seen> {
    const key = keyOf(fact);
    const known = this.seen.get(key);
    if (known !== undefined) return known;
    const { cluster, namespace, name, uid, byName } = fact;
    const { store } = this;
    const recorded = byName ? await store.findStream(cluster, namespace, name) : await store.streamByUid(cluster, uid);
    const seen = { ...UNSEEN, wasRecorded: recorded !== undefined };
    this.seen.set(key, seen);
    return seen;
  }

  private keep(fact: Fact): void {
    const key = keyOf(fact);
    const { resourceVersion = '0', occurredAt } = fact;
    const { wasRecorded, newest, at } = this.seen.get(key) ?? UNSEEN;
    const isNewer = newest === '' || compareVersions(resourceVersion, newest) > 0;
    this.seen.set(key, { wasRecorded, newest: isNewer ? resourceVersion : newest, at: Math.max(at, occurredAt) });
  }

  private async find(fact: Fact): Promise<Appended | undefined> {
    // What was guessed from a fact has a key beside it.
    const keys = fact.resourceVersion === undefined ? [fact.key, `${fact.key}/first`] : [fact.key];
    const found = await Promise.all(keys.map((key) => this.store.findByIdempotencyKey(fact, key)));
    return found.find((known) => known !== undefined)?.appended;
  }
}

const UNSEEN: Seen = { wasRecorded: true, newest: '', at: -Infinity };

function keyOf({ cluster, namespace, name, uid, byName }: Fact): string {
  return byName === true ? `${cluster}/${namespace}/${name}` : `${cluster}/${uid}`;
}
