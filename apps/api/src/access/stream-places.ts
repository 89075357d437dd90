import { LRUCache } from 'lru-cache';
import type { Place } from '#libs/access';
import type { EventStore } from '#libs/event-store';

const MOST_REMEMBERED = 100_000;

/** Where streams are: a stream never moves. */
export class StreamPlaces {
  readonly #places = new LRUCache<number, Place>({ max: MOST_REMEMBERED });

  constructor(private readonly store: Pick<EventStore, 'streamById'>) {}

  /** Undefined for a stream that is not. */
  async placeOf(streamId: number): Promise<Place | undefined> {
    const known = this.#places.get(streamId);
    if (known !== undefined) return known;
    const stream = await this.store.streamById(streamId);
    return stream && this.learn(streamId, stream);
  }

  /** Saves a look-up later. */
  learn(streamId: number, { cluster, namespace }: Place): Place {
    const place = { cluster, namespace };
    this.#places.set(streamId, place);
    return place;
  }
}
