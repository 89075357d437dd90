import type { EventStore } from '#libs/event-store';
import type { Guard } from './guard.js';
import { NotAllowed } from './not-allowed.js';

/** The log of somebody who may not see, or not change, everything. What they may not see is not there. */
export function scopedStore(store: EventStore, { read, write }: Readonly<{ read: Guard; write: Guard }>): EventStore {
  return {
    append: async (change) => {
      if (!write.sees(change.stream)) throw new NotAllowed('write', change.stream);
      return store.append(change);
    },
    findByIdempotencyKey: async (place, key) => (read.sees(place) ? store.findByIdempotencyKey(place, key) : undefined),
    findStream: async (cluster, namespace, name, kind) =>
      read.sees({ cluster, namespace }) ? store.findStream(cluster, namespace, name, kind) : undefined,
    streamByUid: async (cluster, uid) => {
      const stream = await store.streamByUid(cluster, uid);
      return stream && read.sees(stream) ? stream : undefined;
    },
    streamById: async (id) => ((await read.seesStream(id)) ? store.streamById(id) : undefined),
    readStream: async (id, after, limit) => ((await read.seesStream(id)) ? store.readStream(id, after, limit) : []),
    readLog: async () => Promise.reject(new Error('the whole log is read by those who may see all of it')),
    readLatestOfTypes: async (id, types, upTo) =>
      (await read.seesStream(id)) ? store.readLatestOfTypes(id, types, upTo) : [],
    streamPositionAt: async (id, time) => ((await read.seesStream(id)) ? store.streamPositionAt(id, time) : 0),
    readChanges: async (numbers) => (await store.readChanges(numbers)).filter(({ stream }) => read.sees(stream)),
    // Named by a hash that only an event tells.
    readTemplates: (hashes) => store.readTemplates(hashes),
    // Of the whole log: for those who may see all of it.
    readLeaves: async () => Promise.reject(new Error('leaves are read by those who may see all of the log')),
    erasePerson: async () => Promise.reject(new Error('a person is erased by those who may see all of the log')),
    head: () => store.head(),
    subscribe: (onAppend) => store.subscribe(onAppend),
  };
}
