import { applyStrategicMergePatch, type Deployment, templatesEqual } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { DeploymentNotFound } from '../errors.js';
import type { DeploymentEvent } from '../event.js';
import { type PodLifeRule, resolvePodLife } from '../pod-life.js';
import { summarise, summariseCreation } from '../summary.js';
import { admitUpdate } from './admit.js';
import { applyManifest, newFromManifest } from './apply-manifest.js';
import { CHANGE_CAUSE } from './annotations.js';
import type { Command } from './command.js';
import { deploymentObject } from './deployment-object.js';
import { desiredDeployment } from './desired-deployment.js';
import { eventsBetween, type TemplateFacts } from './events-between.js';

type ChangingCommand = Exclude<Command, { kind: 'DeleteDeployment' }>;

/** What a decision depends on besides the Deployment itself. */
export type DecisionContext = Readonly<{
  cluster: string;
  namespace: string;
  name: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Kubernetes release of the cluster. */
  release: string;
  podLifeRules: readonly PodLifeRule[];
  /** Why, as the caller tells it. */
  changeCause?: string;
}>;

/** What is to be recorded. No events: there is nothing to change, and `summary` says why. */
export type Decision = Readonly<{
  events: readonly DeploymentEvent[];
  summary: string;
  /** The cause that belongs to this change: the caller's, else the one the change itself wrote as an annotation. */
  cause?: string;
  before?: Deployment;
  /** Absent after a deletion. */
  after?: Deployment;
}>;

/**
 * Decides what a command does to a Deployment; `state` is undefined for one that does not exist.
 *
 * A given cause becomes the `kubernetes.io/change-cause` annotation only with a new template: on any other change
 * it would overwrite why the current revision was made.
 * @throws DeploymentInvalid, DecodingFailed, DeploymentNotFound, ContainerNotFound, RolloutIsPaused, ReplicasDiffer, ArgumentInvalid, PatchFailed
 */
export function decide(command: Command, state: DeploymentState | undefined, context: DecisionContext): Decision {
  if (state === undefined || state.deleted) return decideCreation(command, context);
  const before: Deployment = { ...state.deployment, namespace: context.namespace, name: context.name };
  if (command.kind === 'DeleteDeployment') return decideDeletion(command.propagationPolicy, before, context);
  const after = withCause(before, wantedDeployment(command, before, context.now), context.changeCause);
  const events = namedAfter(command, eventsBetween(before, after, templateFacts(after, context)));
  const summary = events.length === 0 ? unchanged(command) : summaryOf(command, before, after);
  return { events, summary, ...causeOf(command, before, after, context), before, after };
}

function decideCreation(command: Command, context: DecisionContext): Decision {
  if (command.kind !== 'ApplyDeployment') throw new DeploymentNotFound(context.name);
  const created = newFromManifest(command.manifest, context.namespace);
  const after = context.changeCause === undefined ? created : annotated(created, context.changeCause);
  const { template, ...spec } = after.spec;
  const payload = {
    labels: after.labels,
    annotations: after.annotations,
    spec,
    template,
    ...templateFacts(after, context),
  };
  const cause = after.annotations[CHANGE_CAUSE];
  return {
    events: [{ type: 'DeploymentCreated', schemaVersion: 1, payload }],
    summary: summariseCreation(after),
    ...(cause !== undefined && { cause }),
    after,
  };
}

function decideDeletion(
  propagationPolicy: 'Background' | 'Foreground' | 'Orphan',
  before: Deployment,
  { changeCause }: DecisionContext,
): Decision {
  return {
    events: [{ type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy } }],
    summary: `deleted (${propagationPolicy})`,
    ...(changeCause !== undefined && { cause: changeCause }),
    before,
  };
}

function templateFacts({ spec }: Deployment, { podLifeRules, release, ...place }: DecisionContext): TemplateFacts {
  return { podLife: resolvePodLife(podLifeRules, place, spec.template), release };
}

function wantedDeployment(command: ChangingCommand, before: Deployment, now: number): Deployment {
  if (command.kind === 'ApplyDeployment') return applyManifest(before, command.manifest);
  if (command.kind === 'PatchDeployment')
    return admitUpdate(before, applyStrategicMergePatch(deploymentObject(before), command.patch));
  return admitUpdate(before, deploymentObject(desiredDeployment(command, before, now)));
}

function withCause(before: Deployment, after: Deployment, cause: string | undefined): Deployment {
  return cause === undefined || templatesEqual(before.spec.template, after.spec.template)
    ? after
    : annotated(after, cause);
}

function annotated(deployment: Deployment, cause: string): Deployment {
  return { ...deployment, annotations: { ...deployment.annotations, [CHANGE_CAUSE]: cause } };
}

/** An undo and a restart change the template too, but are told apart for ever. */
function namedAfter(command: Command, events: readonly DeploymentEvent[]): readonly DeploymentEvent[] {
  return events.map((event): DeploymentEvent => {
    if (event.type !== 'PodTemplateChanged') return event;
    if (command.kind === 'RestartRollout') return { ...event, type: 'RolloutRestarted' };
    if (command.kind !== 'UndoRollout') return event;
    const { uid, revision, change } = command.to;
    return { ...event, type: 'RolloutUndone', payload: { ...event.payload, restoredFrom: { uid, revision, change } } };
  });
}

function summaryOf(command: Command, before: Deployment, after: Deployment): string {
  const changes = summarise(before, after);
  if (command.kind === 'UndoRollout') return `undone to revision ${command.to.revision}: ${changes}`;
  return command.kind === 'RestartRollout' ? 'restarted' : changes;
}

function unchanged(command: Command): string {
  return command.kind === 'UndoRollout'
    ? `skipped rollback (current template already matches revision ${command.to.revision})`
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
  const isOwn = command.kind !== 'UndoRollout' && written !== before.annotations[CHANGE_CAUSE];
  const cause = context.changeCause ?? (isOwn ? written : undefined);
  return cause === undefined ? {} : { cause };
}
