import { compareVersions } from './compare-versions.js';
import {
  earlierStateOf,
  inOrderOfHappening,
  observedWriteOf,
  type OrderedChange,
  rank,
  versionOf,
} from './history-order.js';

/**
 * A Deployment's history as it would have been told in time: in the order it happened in, and what had been concluded gives way
 * to what was told late. A creation that nobody saw began with a guess, the state that was seen first: with an earlier state it
 * begins with that, and with the true creation it is that.
 */
export function toldHistory<T extends OrderedChange>(changes: readonly T[]): readonly T[] {
  const ordered = inOrderOfHappening(changes);
  if (!ordered.some((change) => earlierStateOf(change) !== undefined)) return ordered;
  return withTrueEnd(withTrueBeginning(ordered));
}

function withTrueBeginning<T extends OrderedChange>(ordered: readonly T[]): readonly T[] {
  const [guess, ...rest] = ordered;
  if (guess === undefined) return ordered;
  if (!isAssumed(guess)) return withEarlierLife(guess, rest);
  const told = rest.find((change) => isWholeBefore(change, versionOf(guess)));
  if (told === undefined) return ordered;
  const events = [...guess.events, ...told.events];
  const isCreation = earlierStateOf(told)?.kinds.includes('DeploymentCreated') === true;
  return isCreation
    ? [{ ...told, events }, ...rest.filter((change) => change !== told)]
    : [{ ...guess, events }, ...rest];
}

// Who tells no versions can tell late what a Deployment was before it was made as far as was known: it is older then.
function withEarlierLife<T extends OrderedChange>(creation: T, rest: readonly T[]): readonly T[] {
  const isBefore = (change: T): boolean =>
    earlierStateOf(change)?.whole !== undefined &&
    [change, creation].every((one) => versionOf(one) === undefined) &&
    change.occurredAt < creation.occurredAt;
  const [first, ...earlier] = rest.filter(isBefore);
  if (first === undefined) return [creation, ...rest];
  const events = [...creation.events, ...first.events];
  return [{ ...first, events }, ...earlier, creation, ...rest.filter((change) => !isBefore(change))];
}

function isAssumed(change: OrderedChange): boolean {
  return observedWriteOf(change)?.assumed === true;
}

function isWholeBefore(change: OrderedChange, guessed: string | undefined): boolean {
  const version = versionOf(change);
  if (earlierStateOf(change)?.whole === undefined) return false;
  return version === undefined || guessed === undefined || compareVersions(version, guessed) < 0;
}

function withTrueEnd<T extends OrderedChange>(ordered: readonly T[]): readonly T[] {
  const guess = ordered.at(-1);
  if (guess === undefined || rank(guess) !== 1 || !isAssumed(guess)) return ordered;
  const told = ordered.find((change) => earlierStateOf(change)?.kinds.includes('DeploymentDeleted') === true);
  if (told === undefined) return ordered;
  const { propagationPolicy } = earlierStateOf(told) ?? {};
  const events = guess.events.map((event) =>
    event.type === 'DeploymentDeleted' ? { ...event, payload: { ...event.payload, propagationPolicy } } : event,
  );
  return [...ordered.slice(0, -1).filter((change) => change !== told), { ...told, events }];
}
