import { replay } from '#libs/controller';
import type { EventStore, Stream } from '#libs/event-store';
import type { LabelSelector } from '#libs/kubernetes';
import { type AdoptionEvent, adoptionEvents } from './adopted-orphans.js';
import { foldModel } from './model-fold.js';
import { orderChanges } from './order-changes.js';
import type { Moment } from './view-writes.js';
import { readHistory } from './read-history.js';

const PAGE = 200;

/**
 * The events that say what a new Deployment takes over of one that was deleted, before anybody else could: its stream is replayed
 * from the log, to the moment of the creation and beyond its own last change, whatever the clocks of those who told of them said.
 * @throws ReplayFailed
 */
export async function orphansTaken(
  log: Pick<EventStore, 'readStream'>,
  left: Pick<Stream, 'id' | 'uid'>,
  { selector, at }: Readonly<{ selector: LabelSelector; at: Moment }>,
): Promise<readonly AdoptionEvent[]> {
  const fold = foldModel(undefined, orderChanges(await readHistory(log, left.id, PAGE)));
  if (fold === undefined) throw new Error(`stream ${left.id} is known and has no change`);
  const { state: model } = replay(fold.model, [], Math.max(at, fold.last.at));
  return adoptionEvents(selector, { uid: left.uid, model, free: new Set(model.replicaSets.map(({ uid }) => uid)) });
}
