import type { Stream, StreamKind } from './event-store.js';

/** The streams of the log in memory. */
export class InMemoryStreams {
  private readonly byId = new Map<number, Stream>();

  keep(stream: Stream): void {
    this.byId.set(stream.id, stream);
  }

  get(id: number): Stream | undefined {
    return this.byId.get(id);
  }

  /** The living one of a name, else the newest. */
  find(cluster: string, namespace: string, name: string, kind?: StreamKind): Stream | undefined {
    const same = [...this.byId.values()].filter(
      (stream) =>
        stream.kind === kind && stream.cluster === cluster && stream.namespace === namespace && stream.name === name,
    );
    return same.find(({ endedAt }) => endedAt === undefined) ?? same.at(-1);
  }

  ofUid(cluster: string, uid: string): Stream | undefined {
    return [...this.byId.values()].find((stream) => stream.cluster === cluster && stream.uid === uid);
  }
}
