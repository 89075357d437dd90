import { createHash } from 'node:crypto';
import { describeEventStore } from '../../../test/contract/event-store.contract.js';
import { SEALING } from '../../../test/support/sealing.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeEventStore('InMemoryEventStore', () =>
  Promise.resolve({
    store: new InMemoryEventStore({ sha256, now: () => 1_700_000_000_000, sealing: SEALING }),
    close: () => Promise.resolve(),
  }),
);
