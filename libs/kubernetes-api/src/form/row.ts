import type { Json, JsonObject } from '#libs/kubernetes';
import type { Column } from '../table/table.js';

/** An object on its way to a client, with the cells that are not in it. */
export type Row = Readonly<{
  object: JsonObject;
  /** One for each of `extraColumns`; absent cells are empty. */
  extraCells?: readonly Json[];
}>;

/** What rows of a Table are made with. */
export type Showing = Readonly<{
  /** Such as Deployment: it says which columns there are. */
  kind: string;
  /** Ages are told as of then. */
  now: Date;
  /** Columns after those of Kubernetes. */
  extraColumns?: readonly Column[];
}>;
