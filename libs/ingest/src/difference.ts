import { type DeploymentEvent, eventsBetween, isRestart, resolvePodLife, summarise } from '#libs/history';
import type { Deployment } from '#libs/kubernetes';
import type { FactContext } from './fact-context.js';
import type { Fact } from './fact.js';
import type { StoredObject } from './stored-object.js';

/** What lies between a Deployment and how it was stored after a write. */
export type Difference = Readonly<{ events: readonly DeploymentEvent[]; summary: string }>;

export type Before = Readonly<{ deployment: Deployment; isGoing: boolean }>;

/** The events between, and what they come to in one line. */
export function differenceOf(
  { deployment: before, isGoing }: Before,
  stored: StoredObject,
  { fact, context }: Readonly<{ fact: Fact; context: FactContext }>,
): Difference {
  const { deployment: after } = stored;
  const podLife = resolvePodLife(context.podLifeRules, fact, after.spec.template);
  const facts = { podLife, release: context.release };
  const events = eventsBetween(before, after, facts).map((event) => namedAfter(event, before, context));
  const ended = endOf(stored, isGoing);
  const said = events.length > 0 ? [meaning(events, summarise(before, after), context)] : [];
  return { events: [...events, ...ended.events], summary: [...said, ...ended.said].join('; ') };
}

// An undo and a restart change the template too, and are told apart.
function namedAfter(event: DeploymentEvent, before: Deployment, { restoredFrom }: FactContext): DeploymentEvent {
  if (event.type !== 'PodTemplateChanged') return event;
  if (isRestart(before.spec.template, event.payload.template)) return { ...event, type: 'RolloutRestarted' };
  if (restoredFrom === undefined) return event;
  return { ...event, type: 'RolloutUndone', payload: { ...event.payload, restoredFrom } };
}

function meaning(events: readonly DeploymentEvent[], changes: string, { restoredFrom }: FactContext): string {
  const types = events.map(({ type }) => type);
  if (types.includes('RolloutRestarted')) return 'restarted';
  return types.includes('RolloutUndone') && restoredFrom !== undefined
    ? `undone to revision ${restoredFrom.revision}: ${changes}`
    : changes;
}

type End = Readonly<{ events: readonly DeploymentEvent[]; said: readonly string[] }>;

// A deletion lasts as long as there are finalizers; the write that takes off the last of them ends the object.
function endOf({ deletion, deployment: { finalizers = [] } }: StoredObject, isGoing: boolean): End {
  if (deletion === undefined || (isGoing && finalizers.length > 0)) return { events: [], said: [] };
  const { propagationPolicy } = deletion;
  if (finalizers.length === 0) {
    const event: DeploymentEvent = { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy } };
    return { events: [event], said: [`deleted (${propagationPolicy})`] };
  }
  return {
    events: [{ type: 'DeletionRequested', schemaVersion: 1, payload: deletion }],
    said: [`to be deleted (${propagationPolicy}), held by ${finalizers.join(', ')}`],
  };
}
