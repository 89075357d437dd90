import type { Appended } from '#libs/event-store';
import type { Decision } from '#libs/history';
import type { LiveDeployment } from './live-deployment.js';

/** What became of a write. */
export type Outcome = Readonly<{
  /** What it met. */
  live?: LiveDeployment;
  decision: Decision;
  /** Undefined when nothing was recorded: a dry run, or nothing to change. */
  appended?: Appended;
}>;
