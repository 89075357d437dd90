import type { Deployment, JsonObject } from '#libs/kubernetes';
import { ReplicasDiffer } from '../errors.js';
import type { Command } from './command.js';
import { withKeys } from './key-changes.js';
import { restarted } from './restart.js';
import { setEnv } from './set-env.js';
import { setImage } from './set-image.js';
import { setResources } from './set-resources.js';
import { undone } from './undo.js';

type ChangingCommand = Exclude<
  Command,
  {
    kind:
      | 'ApplyDeployment'
      | 'ApplyConfiguration'
      | 'CreateDeployment'
      | 'ReplaceDeployment'
      | 'PatchDeployment'
      | 'DeleteDeployment'
      | 'RequestUndo';
  }
>;

/** The Deployment as a command wants it, not validated yet. */
// eslint's complexity counts the cases; a table would lose what TypeScript checks of them.
export function desiredDeployment(command: ChangingCommand, deployment: Deployment, now: number): Deployment {
  switch (command.kind) {
    case 'SetImage':
      return setImage(deployment, command.images);
    case 'SetEnv':
      return setEnv(deployment, command.env, command.containers);
    case 'SetResources':
      return setResources(deployment, command, command.containers);
    case 'RestartRollout':
      return restarted(deployment, now);
    case 'UndoRollout':
      return undone(deployment, command.to);
    case 'AnnotateDeployment':
      return { ...deployment, annotations: withKeys(deployment.annotations, command.annotations) };
    case 'LabelDeployment':
      return { ...deployment, labels: withKeys(deployment.labels, command.labels) };
    case 'ScaleDeployment':
    case 'PauseRollout':
    case 'ResumeRollout':
    case 'ChangeStrategy':
    case 'ChangeLimits':
      return { ...deployment, spec: { ...deployment.spec, ...desiredFields(command, deployment) } };
  }
}

type FieldCommand = Extract<
  ChangingCommand,
  { kind: 'ScaleDeployment' | 'PauseRollout' | 'ResumeRollout' | 'ChangeStrategy' | 'ChangeLimits' }
>;

function desiredFields(command: FieldCommand, { spec }: Deployment): Partial<Deployment['spec']> {
  switch (command.kind) {
    case 'ScaleDeployment':
      return { replicas: scaled(spec.replicas, command) };
    case 'PauseRollout':
      return { paused: true };
    case 'ResumeRollout':
      return { paused: false };
    case 'ChangeStrategy':
      return { strategy: changedStrategy(spec.strategy, command.strategy) };
    case 'ChangeLimits': {
      const { kind: _, ...limits } = command;
      return limits;
    }
  }
}

function scaled(actual: number, { replicas, currentReplicas }: Extract<Command, { kind: 'ScaleDeployment' }>): number {
  if (currentReplicas !== undefined && currentReplicas !== actual) throw new ReplicasDiffer(currentReplicas, actual);
  return replicas;
}

/** Another type replaces the strategy; the same type keeps what is not named. Validation and defaults follow. */
function changedStrategy(current: Deployment['spec']['strategy'], wanted: JsonObject): Deployment['spec']['strategy'] {
  const type = wanted.type ?? current.type;
  if (type !== current.type || current.type === 'Recreate')
    return { ...wanted, type } as Deployment['spec']['strategy'];
  const rollingUpdate = { ...current.rollingUpdate, ...(wanted.rollingUpdate as JsonObject | undefined) };
  return { ...current, rollingUpdate };
}
