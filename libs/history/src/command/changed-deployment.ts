import { applyStrategicMergePatch, type Deployment, templatesEqual } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { DeploymentNotFound } from '../errors.js';
import { admitNew, admitUpdate } from './admit.js';
import { CHANGE_CAUSE, LAST_APPLIED } from './annotations.js';
import { applyManifest, newFromManifest } from './apply-manifest.js';
import type { Command } from './command.js';
import type { DecisionContext } from './decision-context.js';
import { deploymentObject } from './deployment-object.js';
import { desiredDeployment } from './desired-deployment.js';
import { repairedLastApplied } from './repaired-last-applied.js';
import { appliedFields, managersAfter, recordedManagers, type Written } from './written-fields.js';

/** What a command makes where nothing is. */
export function createdDeployment(command: Command, context: DecisionContext): Written {
  if (command.kind === 'ApplyConfiguration') {
    const { object, managers } = appliedFields(undefined, command, writingOf(context));
    return { deployment: admitNew(object, context.namespace), managers };
  }
  const created = withCause(undefined, newDeployment(command, context), context.changeCause);
  if (context.writer === undefined) return { deployment: created };
  return { deployment: created, managers: managersAfter(undefined, created, writingOf(context)) };
}

function newDeployment(command: Command, { name, namespace }: DecisionContext): Deployment {
  if (command.kind === 'CreateDeployment') return admitNew(command.object, namespace);
  if (command.kind === 'ApplyDeployment') return newFromManifest(command.manifest, namespace);
  throw new DeploymentNotFound(name);
}

type ChangingCommand = Exclude<Command, { kind: 'DeleteDeployment' | 'CreateDeployment' | 'RequestUndo' }>;

/** What a command makes of a Deployment that lives. */
export function changedDeployment(
  command: ChangingCommand,
  { state, before }: Readonly<{ state: DeploymentState; before: Deployment }>,
  context: DecisionContext,
): Written {
  const writing = writingOf(context);
  if (command.kind === 'ApplyConfiguration') {
    const recorded = { deployment: before, managers: recordedManagers(state, before) };
    const { object, managers } = appliedFields(recorded, command, writing);
    return { deployment: admitUpdate(before, object), managers };
  }
  const deployment = withCause(before, wantedDeployment(command, before, context.now), context.changeCause);
  const given = command.kind === 'ReplaceDeployment' ? command.managers : undefined;
  const isOurs = given === undefined && state.managers === undefined && context.writer === undefined;
  if (isOurs) return { deployment };
  const managers = given ?? recordedManagers(state, before);
  return { deployment, managers: managersAfter({ deployment: before, managers }, deployment, writing) };
}

type WritingCommand = Exclude<ChangingCommand, { kind: 'ApplyConfiguration' }>;

function wantedDeployment(command: WritingCommand, before: Deployment, now: number): Deployment {
  if (command.kind === 'ApplyDeployment') return applyManifest(before, command.manifest);
  if (command.kind === 'ReplaceDeployment') return repaired(admitUpdate(before, command.object), command);
  if (command.kind === 'PatchDeployment')
    return admitUpdate(before, applyStrategicMergePatch(deploymentObject(before), command.patch));
  return admitUpdate(before, deploymentObject(desiredDeployment(command, before, now)));
}

function repaired(deployment: Deployment, { meaning }: Extract<Command, { kind: 'ReplaceDeployment' }>): Deployment {
  const lastApplied = deployment.annotations[LAST_APPLIED];
  if (meaning?.kind !== 'undo' || !meaning.repairs || lastApplied === undefined) return deployment;
  const annotations = { ...deployment.annotations, [LAST_APPLIED]: repairedLastApplied(lastApplied, meaning.to) };
  return { ...deployment, annotations };
}

function withCause(before: Deployment | undefined, after: Deployment, cause: string | undefined): Deployment {
  const isNew = before === undefined || !templatesEqual(before.spec.template, after.spec.template);
  if (cause === undefined || !isNew) return after;
  return { ...after, annotations: { ...after.annotations, [CHANGE_CAUSE]: cause } };
}

function writingOf({ writer, now }: DecisionContext): Readonly<{ writer: DecisionContext['writer']; now: number }> {
  return { writer, now };
}
