import type { Deployment } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { DeploymentExists } from '../errors.js';
import type { DeploymentEvent } from '../event.js';
import { resolvePodLife } from '../pod-life.js';
import { summarise, summariseCreation } from '../summary.js';
import { CHANGE_CAUSE } from './annotations.js';
import { changedDeployment, createdDeployment } from './changed-deployment.js';
import { type Command, type Meaning, meaningOf } from './command.js';
import type { Decision } from './decision.js';
import type { DecisionContext } from './decision-context.js';
import { decideDeletion, refuseNewFinalizers, released } from './deletion.js';
import { decideUndoRequest } from './request-undo.js';
import { eventsBetween, metadataEvents, type TemplateFacts } from './events-between.js';
import { OWN_WRITER, ownersEvents } from './written-fields.js';

export type { Decision } from './decision.js';

/**
 * Decides what a command does to a Deployment; `state` is undefined for one that does not exist.
 *
 * A given cause becomes the `kubernetes.io/change-cause` annotation only with a new template: on any other change
 * it would overwrite why the current revision was made.
 * @throws DeploymentInvalid, DecodingFailed, DeploymentNotFound, DeploymentExists, ContainerNotFound, RolloutIsPaused, ReplicasDiffer, ArgumentInvalid, PatchFailed, FieldManagerConflict
 */
export function decide(command: Command, state: DeploymentState | undefined, context: DecisionContext): Decision {
  if (state === undefined || state.deleted) return decideCreation(command, context);
  if (command.kind === 'CreateDeployment') throw new DeploymentExists(context.name, state.deletion !== undefined);
  const before: Deployment = { ...state.deployment, namespace: context.namespace, name: context.name };
  if (command.kind === 'DeleteDeployment') return decideDeletion(command.propagationPolicy, { state, before }, context);
  if (command.kind === 'RequestUndo') return decideUndoRequest(command.to, { state, before }, context);
  const owned = changedDeployment(command, { state, before }, context);
  const { deployment: after } = owned;
  refuseNewFinalizers(state, before, after);
  const changes = namedAfter(command, eventsBetween(before, after, templateFacts(after, context)));
  const events = [...changes, ...ownersEvents(state, owned)];
  const summary = summaryOf(command, { before, after, events }, context);
  return { ...released(state, after, { events, summary }), ...causeOf(command, before, after, context), before, after };
}

function decideCreation(command: Command, context: DecisionContext): Decision {
  const owned = createdDeployment(command, context);
  const { deployment: after } = owned;
  const { template, ...spec } = after.spec;
  const { labels, annotations } = after;
  const payload = { labels, annotations, spec, template, ...templateFacts(after, context) };
  const cause = annotations[CHANGE_CAUSE];
  return {
    events: [
      { type: 'DeploymentCreated', schemaVersion: 1, payload },
      ...metadataEvents(after),
      ...ownersEvents(undefined, owned),
    ],
    summary: summariseCreation(after),
    ...(cause !== undefined && { cause }),
    after,
  };
}

function templateFacts({ spec }: Deployment, { podLifeRules, release, ...place }: DecisionContext): TemplateFacts {
  return { podLife: resolvePodLife(podLifeRules, place, spec.template), release };
}

/** An undo and a restart change the template too, but are told apart for ever. */
function namedAfter(command: Command, events: readonly DeploymentEvent[]): readonly DeploymentEvent[] {
  const meaning = meaningOf(command);
  return events.map((event): DeploymentEvent => {
    if (event.type !== 'PodTemplateChanged' || meaning === undefined) return event;
    if (meaning.kind === 'restart') return { ...event, type: 'RolloutRestarted' };
    const { uid, revision, change } = meaning.to;
    return { ...event, type: 'RolloutUndone', payload: { ...event.payload, restoredFrom: { uid, revision, change } } };
  });
}

type Outcome = Readonly<{ before: Deployment; after: Deployment; events: readonly DeploymentEvent[] }>;

function summaryOf(command: Command, outcome: Outcome, { writer = OWN_WRITER }: DecisionContext): string {
  const meaning = meaningOf(command);
  const { before, after, events } = outcome;
  if (events.length === 0) return unchanged(meaning);
  if (events.every(({ type }) => type === 'ManagedFieldsChanged'))
    return `fields owned by ${writer.manager}, nothing else changed`;
  if (meaning?.kind === 'restart') return 'restarted';
  const changes = summarise(before, after);
  return meaning?.kind === 'undo' ? `undone to revision ${meaning.to.revision}: ${changes}` : changes;
}

function unchanged(meaning: Meaning | undefined): string {
  return meaning?.kind === 'undo'
    ? `skipped rollback (current template already matches revision ${meaning.to.revision})`
    : 'nothing to change: the Deployment is already so';
}

/** An undo brings an old annotation back; why that was written is not why it was undone. */
function causeOf(
  command: Command,
  before: Deployment,
  after: Deployment,
  context: DecisionContext,
): { cause?: string } {
  const written = after.annotations[CHANGE_CAUSE];
  const isOwn = meaningOf(command)?.kind !== 'undo' && written !== before.annotations[CHANGE_CAUSE];
  const cause = context.changeCause ?? (isOwn ? written : undefined);
  return cause === undefined ? {} : { cause };
}
