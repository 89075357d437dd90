import { column, type Column, WIDE } from './table.js';

/** What Rollbook knows of a Deployment beyond what a cluster does; shown by `-o wide`. */
export const DEPLOYMENT_EXTRA_COLUMNS: readonly Column[] = [
  column('Last Actor', 'Who changed it last.', WIDE),
  column('Why', 'The reason that was given for that change.', WIDE),
];
