import type { RecordedChange } from '#libs/event-store';
import { type DeploymentState, eventsBetween, observedWriteOf, rank, versionOf } from '#libs/history';
import { deploymentOf } from './decide-fact.js';
import type { FactChange } from './fact-change.js';
import { type Fact, isUnknown } from './fact.js';
import { type FactLog, type KnownDeployment, readWholeStream } from './known-deployment.js';
import { readStoredObject } from './stored-object.js';

type Log = Pick<FactLog, 'readChanges' | 'readStream'>;

/**
 * Says of the change that a fact is, recorded before and without its author, who made it. Undefined when there is no such change, or
 * when the fact does not say either.
 * @throws DecodingFailed, StreamConflict while that change is not recorded yet
 */
export async function attribution(log: Log, fact: Fact, known: KnownDeployment): Promise<FactChange | undefined> {
  if (isUnknown(fact.actor)) return undefined;
  const seen = seenBefore(await readWholeStream(log, known.stream.id), fact, known);
  if (seen === undefined) return undefined;
  const [recorded] = await log.readChanges([seen.change]);
  if (recorded === undefined) throw new Error(`change ${seen.change} is in a stream, and cannot be read`);
  const { actor, provenance, cause } = fact;
  const change = String(recorded.change);
  return {
    ...{ key: `attributed:${fact.cluster}/${change}`, actor, provenance, occurredAt: newestMoment(recorded, known) },
    events: [{ type: 'ChangeAttributed', schemaVersion: 1, payload: { change } }],
    summary: `told who made change ${change}: ${recorded.summary}`,
    ...(cause !== undefined && { cause }),
    ...(known.state.deleted && { late: true }),
  };
}

function seenBefore(
  changes: readonly RecordedChange[],
  fact: Fact,
  { state, newest }: KnownDeployment,
): RecordedChange | undefined {
  const seen = changes.filter(({ actor }) => isUnknown(actor));
  // An end that was concluded gives way to the one that is told.
  if (fact.verb === 'deleted') return state.observed?.assumed ? undefined : seen.find((change) => rank(change) > 0);
  if (fact.resourceVersion === undefined) return undefined;
  const place = newest.find(({ type }) => type === 'WriteObserved')?.streamPosition;
  return (
    seen.find((change) => isOfVersion(change, fact)) ??
    (isNewestState(state, fact)
      ? seen.find(({ events }) => events.some(({ streamPosition }) => streamPosition === place))
      : undefined)
  );
}

// A creation may have been concluded from the same version; whoever changed it then did not make it.
function isOfVersion(change: RecordedChange, { resourceVersion, verb }: Fact): boolean {
  const isGuess = observedWriteOf(change)?.assumed === true;
  return versionOf(change) === resourceVersion && (!isGuess || verb === 'created');
}

// What a list finds has the version of a later status. Labels can change without a new generation, so all that is told must be the same.
function isNewestState(state: DeploymentState, fact: Fact): boolean {
  const { observed, deleted, podLife, release } = state;
  if (fact.object === undefined || deleted || observed === undefined || observed.assumed) return false;
  const { deployment, generation } = readStoredObject(fact.object, fact.propagationPolicy);
  if (generation === undefined || generation !== observed.generation) return false;
  return eventsBetween(deploymentOf(state, fact), deployment, { podLife, release }).length === 0;
}

// Told now, it is no part of what was at an earlier moment.
function newestMoment({ occurredAt }: RecordedChange, { state: { observed } }: KnownDeployment): number {
  return observed === undefined ? occurredAt : Math.max(occurredAt, Date.parse(observed.at));
}
