import type { KnownTip } from '#libs/event-store';
import type { KnownNumbers } from './interned.js';

/** The log's end as a batch needs it, read while the log is held. */
export type HeldTip = KnownTip &
  Readonly<{
    /** The database's clock. */
    now: number;
    actors: Numbers;
    provenances: Numbers;
    /** The transaction's own number: by it, its outcome can be asked for later. */
    transaction: string;
    /** The newest erasure: what was sealed when it was not there yet must not be appended. */
    erasures: number;
  }>;

/** What is stored once by content, as far as it has a number, and the newest number of all. */
type Numbers = Readonly<{ known: KnownNumbers; newest: number }>;
