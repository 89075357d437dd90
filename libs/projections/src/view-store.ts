import type { Checkpoint, ViewWrites } from './view-writes.js';

/** A checkpoint as stored; without a snapshot when the stream was parked at its first change. */
export type StoredCheckpoint = Omit<Checkpoint, 'snapshot'> &
  Readonly<{ snapshot?: Checkpoint['snapshot']; parkedReason?: string }>;

/** A stream that cannot be replayed beyond `base`, and why. */
export type Parking = Readonly<{ streamId: number; base: number; version: number; reason: string }>;

/** Rows that the store can never take; trying again will not help. */
export class ViewsUnsavable extends Error {
  readonly code = 'ViewsUnsavable';
  constructor(reason: string) {
    super(`the views cannot be saved: ${reason}`);
  }
}

/** Where the views of streams are kept. Every promise is a row of test/contract/view-store.contract.ts. */
export interface ViewStore {
  load(streamId: number): Promise<StoredCheckpoint | undefined>;
  /**
   * Saves rows and checkpoint together, and un-parks the stream. Answers false, and does nothing, when the checkpoint is
   * not at `base` any more: somebody else was faster.
   * @throws ViewsUnsavable
   */
  save(writes: ViewWrites): Promise<boolean>;
  /**
   * Puts the folds of a replay from the beginning in the place of all that is stored of a stream, in one transaction.
   * Answers false, and does nothing, when the checkpoint is not at `base` any more.
   */
  replace(streamId: number, base: number, folds: Iterable<ViewWrites>): Promise<boolean>;
  /** Does nothing when the checkpoint is not at `base` any more. */
  park(parking: Parking): Promise<void>;
}
