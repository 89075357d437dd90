import type { ModelDeployment } from '#libs/controller';
import type { Command } from './command-line.js';
import { createDeployment } from './create-deployment.js';
import { type Effect, type Inputs, NOTHING, type World } from './effect.js';
import { manifestChange, noteManager } from './manifest-verbs.js';
import { policyOf } from './policy-of.js';
import { storedDeployment } from './stored-deployment.js';
import type { Target } from './target.js';
import { undo } from './undo.js';
import { restart, VERBS } from './verbs.js';
import { type Workload, workloadOf } from './workload.js';

/** What a command does to the Deployment of the recording. */
export function deploymentEffect(command: Command, target: Target, world: World): Effect {
  const { deployment } = world.state;
  const { verb, options } = command;
  if (verb === 'delete') return [{ kind: 'deploymentDeleted', propagationPolicy: policyOf(command) }];
  if (verb === 'replace' && options.get('force') === 'true') return recreate(command, target, world);
  if (verb.startsWith('create')) return createDeployment(command, target, world);
  if (deployment !== null) return change(command, target, world, deployment);
  return verb === 'apply' ? createDeployment(command, target, world) : NOTHING;
}

function recreate(command: Command, target: Target, world: World): Effect {
  const gone = { ...world, state: { ...world.state, deployment: null } };
  const deletion: Inputs = [{ kind: 'deploymentDeleted', propagationPolicy: 'Background' }];
  return [...deletion, ...createDeployment(command, target, gone)];
}

const REVISION = 'deployment.kubernetes.io/revision';

function change(command: Command, target: Target, world: World, present: ModelDeployment): Effect {
  const workload = changedBy(command, target, world, present);
  if (target.manifest) noteManager(world.managers, command, target.manifest);
  const deployment = { ...storedDeployment(workload, world.namespace, present), uid: present.uid };
  const removesRevision = REVISION in present.annotations && !(REVISION in deployment.annotations);
  const podLife = world.podLifeOf(deployment.spec.template);
  return [{ kind: 'deploymentApplied', deployment, podLife, removesRevision }];
}

function changedBy(command: Command, { manifest }: Target, world: World, present: ModelDeployment): Workload {
  const live = workloadOf({ metadata: present, spec: present.spec });
  switch (command.verb) {
    case 'rollout restart':
      return restart(live, world.restartedAt);
    case 'rollout undo':
      return undo(live, world.state, Number(command.options.get('to-revision') ?? 0));
    default:
      return VERBS[command.verb]?.(live, command) ?? manifestChange(live, manifest, command, world);
  }
}
