import type { WatchReads } from '#libs/postgres';
import type { WatchParts } from './watch-asked.js';
import type { WatchPlaces } from './watch-places.js';

/** What the watches of a process have in common. */
export type Watches = WatchParts & Readonly<{ reads: WatchReads; places: WatchPlaces }>;
