import type { RecordedChange } from '#libs/event-store';
import { orFail } from './project-changes.js';
import type { ProjectionState } from './projection-state.js';
import { replayModel } from './replay-change.js';
import { beginTemplateBook } from './template-book.js';

/** Of a fold what is needed to go on from it, without the rows that were seen on the way. */
export type ModelFold = Pick<
  ProjectionState,
  'created' | 'deleted' | 'adopted' | 'last' | 'lastWrite' | 'deployment' | 'templateChange' | 'model' | 'templates'
>;

/**
 * Folds the next changes of one stream, in the order of `orderChanges`, and makes no rows: several times quicker than `projectChanges`.
 * @throws ReplayFailed
 */
export function foldModel(base: ModelFold | undefined, changes: readonly RecordedChange[]): ModelFold | undefined {
  const book = beginTemplateBook(base?.templates ?? new Map());
  return changes.reduce<ModelFold | undefined>((before, change, done) => {
    const { next } = orFail(change, done, () => replayModel(book, before, change));
    return { ...next, templates: book.hashes };
  }, base);
}
