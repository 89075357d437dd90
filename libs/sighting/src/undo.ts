import type { ClusterObject } from './cluster-object.js';

/** An undo that an agent shall carry out: what a Deployment shall have, if it is still as it was. */
export type UndoOrder = Readonly<{
  /** Names the request. */
  id: string;
  namespace: string;
  name: string;
  uid: string;
  /** `metadata.generation` it must be at. */
  generation: number;
  template: ClusterObject;
  /** All that it shall have, but for those of the controller. */
  annotations: Readonly<Record<string, string>>;
}>;

/** What came of it. */
export type UndoReport = Readonly<{
  id: string;
  outcome: 'applied' | 'refused' | 'conflict';
  message: string;
  /** The object's version after it, where it was applied. */
  resourceVersion?: string;
}>;

/** The annotation by which a Deployment says which undo it was changed by last: so an undo is carried out once, and known when it is seen. */
export const UNDO_REQUEST = 'rollbook/undo-request';

/** Seconds for which an agent has an undo for itself. */
export const UNDO_LEASE_SECONDS = 60;
