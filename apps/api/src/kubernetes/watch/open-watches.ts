import type { WatchReads } from '#libs/postgres';
import type { ApiPorts } from '../../ports.js';
import { LineWriter } from './watch-format.js';
import { ViewsWorld } from './views-world.js';
import { WatchHub } from './watch-hub.js';
import { WatchPlaces } from './watch-places.js';
import type { Watches } from './watches.js';

/** What the watches of a process share, over its ports. */
export function openWatches(ports: ApiPorts, reads: WatchReads): Watches {
  const { store, waitForView, now, log } = ports;
  const world = new ViewsWorld({ reads, store, waitForView, now });
  const hub = new WatchHub(world, (err) => log.error({ err }, 'watches could not go on'));
  return { world, hub, reads, lines: new LineWriter(), places: new WatchPlaces() };
}
