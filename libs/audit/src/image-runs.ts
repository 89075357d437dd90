import type { RecordedChange } from '#libs/event-store';
import { type DeploymentState, earlierStateOf, toldHistory } from '#libs/history';
import { imagesOf } from './change-facts.js';
import { stateAfter } from './recorded-states.js';

/** A container of a Deployment that asks for an image, from one change to another. */
export type ImageRun = Readonly<{
  container: string;
  image: string;
  /** Milliseconds since 1970, in the cluster. */
  since: number;
  broughtIn: bigint;
  /** Both absent while it goes on. */
  until?: number;
  takenOut?: bigint;
}>;

/** Images by the names of their containers. */
export type Images = ReadonlyMap<string, string>;

/** A change of a Deployment: when it occurred, and what the images are after it, where it says something of them. */
export type ImageStep = Readonly<{ change: bigint; at: number; images?: Images; late?: boolean }>;

/** What steps of one Deployment do to its runs: some that went on end, others begin. */
export type RunsAltered = Readonly<{
  ended: readonly Readonly<{ container: string; until: number; takenOut: bigint }>[];
  begun: readonly ImageRun[];
}>;

/** Goes on from the images that runs go on with; the steps are in the order in which they occurred. */
export function runsAltered(before: Images, steps: readonly ImageStep[]): RunsAltered {
  const open = new Map<string, ImageRun>();
  const [ended, closed]: [RunsAltered['ended'][number][], ImageRun[]] = [[], []];
  let now = before;
  for (const { change, at, images } of steps) {
    if (images === undefined) continue;
    for (const container of new Set([...now.keys(), ...images.keys()])) {
      const image = images.get(container);
      if (image === now.get(container)) continue;
      const run = open.get(container);
      if (run !== undefined) closed.push({ ...run, until: at, takenOut: change });
      else if (now.has(container)) ended.push({ container, until: at, takenOut: change });
      open.delete(container);
      if (image !== undefined) open.set(container, { container, image, since: at, broughtIn: change });
    }
    now = images;
  }
  return { ended, begun: [...closed, ...open.values()] };
}

/** The step that a change of a Deployment is; undefined for one of another object. */
export function imageStep(recorded: RecordedChange, after: DeploymentState | undefined): ImageStep | undefined {
  if (after === undefined) return undefined;
  const { change, occurredAt: at, events } = recorded;
  const late = earlierStateOf(recorded) !== undefined;
  const says = events.some(({ type, template }) => template !== undefined || type === 'DeploymentDeleted');
  return { change, at, ...(says && { images: imagesOf(after) }), ...(late && { late }) };
}

/**
 * Whether a step that says something of images occurred before one that was recorded earlier, whatever that one said, or before a
 * moment: a deletion that was told late ends runs when the last change had occurred.
 */
export function comesLate(last: number, steps: readonly ImageStep[]): boolean {
  let newest = last;
  return steps.some(({ at, images, late }) => {
    const isLate = late === true || (images !== undefined && at < newest);
    newest = Math.max(newest, at);
    return isLate;
  });
}

/**
 * All runs of a Deployment whose changes were not recorded in the order in which they occurred. As in the views, the creation stays first
 * and the deletion last, whatever their clocks said.
 */
export function runsOfHistory(changes: readonly RecordedChange[]): readonly ImageRun[] {
  const steps: ImageStep[] = [];
  let state: DeploymentState | undefined;
  let at = -Infinity;
  for (const { change, occurredAt, events } of toldHistory(changes)) {
    state = stateAfter(state, events);
    at = Math.max(at, occurredAt);
    if (state !== undefined) steps.push({ change, at, images: imagesOf(state) });
  }
  return runsAltered(new Map(), steps).begun;
}
