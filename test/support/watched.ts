import { LineWriter } from '../../apps/api/src/kubernetes/watch/watch-format.js';
import { WatchHub } from '../../apps/api/src/kubernetes/watch/watch-hub.js';
import { FakeWorld } from './fake-watch-world.js';
import { WatchClient } from './watch-client.js';

export const SHOP = { resource: 'pods', cluster: 'default', namespace: 'shop' };
export const WEB = { streamId: 1, cluster: 'default', namespace: 'shop', name: 'web' };
export const API = { streamId: 2, cluster: 'default', namespace: 'shop', name: 'api' };
export const BANK = { streamId: 3, cluster: 'default', namespace: 'bank', name: 'web' };

/** A rollout that was thought through to its end: a goes while b comes. */
export const ROLLOUT = [
  { name: 'a', from: 1000, to: 1100, is: 'Running' },
  { name: 'a', from: 1100, to: 1300, is: 'Terminating' },
  { name: 'b', from: 1100, to: 1200, is: 'Pending' },
  { name: 'b', from: 1200, is: 'Running' },
];

export type Watched = Readonly<{
  world: FakeWorld;
  hub: WatchHub;
  faults: unknown[];
  /** Opens a watch of the shop, from now on when nothing else is said. */
  watch: (asked?: Partial<ConstructorParameters<typeof WatchClient>[1]>) => WatchClient;
}>;

/** A world in memory with a hub. */
export function openWatched(): Watched {
  const world = new FakeWorld();
  const faults: unknown[] = [];
  const hub = new WatchHub(world, (error) => faults.push(error));
  const watch: Watched['watch'] = (asked = {}) =>
    new WatchClient({ world, hub, lines: new LineWriter() }, { known: world.list(SHOP).known, ...asked });
  return { world, hub, faults, watch };
}
