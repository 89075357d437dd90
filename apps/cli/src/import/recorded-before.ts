import type { Appended, EventStore } from '#libs/event-store';
import { compareVersions } from '#libs/history';
import { type Fact, UNKNOWN_ACTOR } from '#libs/ingest';

type Seen = Readonly<{ wasRecorded: boolean; newest: string }>;

/** Knows which facts the log has already when an import comes to them, so that one that is run again is over soon. */
export class RecordedBefore {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly store: Pick<EventStore, 'streamByUid' | 'findByIdempotencyKey' | 'readChanges'>) {}

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
      const { wasRecorded = true, newest = '' } = before.get(fact) ?? {};
      const { resourceVersion } = fact;
      const isNewer = resourceVersion === undefined ? newest === '' : compareVersions(resourceVersion, newest) > 0;
      return wasRecorded || !isNewer;
    });
  }

  private async look({ cluster, uid }: Fact): Promise<Seen> {
    const key = `${cluster}/${uid}`;
    const known = this.seen.get(key);
    if (known !== undefined) return known;
    const seen = { wasRecorded: (await this.store.streamByUid(cluster, uid)) !== undefined, newest: '' };
    this.seen.set(key, seen);
    return seen;
  }

  private keep({ cluster, uid, resourceVersion = '0' }: Fact): void {
    const key = `${cluster}/${uid}`;
    const { wasRecorded = true, newest = '' } = this.seen.get(key) ?? {};
    const isNewer = newest === '' || compareVersions(resourceVersion, newest) > 0;
    if (isNewer) this.seen.set(key, { wasRecorded, newest: resourceVersion });
  }

  private async find(fact: Fact): Promise<Appended | undefined> {
    // What was guessed from a fact has a key beside it.
    const keys = fact.resourceVersion === undefined ? [fact.key, `${fact.key}/first`] : [fact.key];
    const found = await Promise.all(keys.map((key) => this.store.findByIdempotencyKey(fact, key)));
    return found.find((known) => known !== undefined)?.appended;
  }
}
