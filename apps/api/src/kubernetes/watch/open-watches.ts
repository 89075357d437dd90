import type { WatchReads } from '#libs/postgres';
import type { ApiPorts } from '../../ports.js';
import { LineWriter } from './watch-format.js';
import { ViewsWorld } from './views-world.js';
import type { WatchParts } from './watch-asked.js';
import { WatchHub } from './watch-hub.js';
import { WatchPlaces } from './watch-places.js';

/** What the watches of a process have in common. */
export type Watches = WatchParts & Readonly<{ reads: WatchReads; places: WatchPlaces }>;

export function openWatches(ports: ApiPorts, reads: WatchReads): Watches {
  const { store, waitForView, now, log } = ports;
  const world = new ViewsWorld({ reads, store, waitForView, now });
  const hub = new WatchHub(world, (err) => log.error({ err }, 'watches could not go on'));
  return { world, hub, reads, lines: new LineWriter(), places: new WatchPlaces() };
}
