import type { Command } from './command-line.js';
import { deploymentEffect } from './deployment-effect.js';
import { type Effect, NOTHING, Unplayable, type World } from './effect.js';
import { limitsEffect } from './limits-effect.js';
import { podEffect } from './pod-effect.js';
import { replicaSetEffect } from './replica-set-effect.js';
import type { Target } from './target.js';

/** Whether a command only looks. */
export function isReading({ verb, options }: Command): boolean {
  return READING.test(verb) || options.get('local') === 'true' || (verb === 'set env' && options.get('list') === 'true');
}

const READING =
  /^(get|describe|explain|diff|events|logs|wait|top.*|version|api-resources|api-versions|auth.*|cluster-info.*|config.*|options|rollout (history|status))$/;

/** Whether a command is not meant to be kept. */
export function isDryRun({ options }: Command): boolean {
  return !['none', 'false'].includes(options.get('dry-run') ?? 'none');
}

// Objects that no Deployment, ReplicaSet or pod of the recording depends on.
const OTHERS =
  /^(Service|Endpoints|EndpointSlice|ConfigMap|Secret|ServiceAccount|HorizontalPodAutoscaler|PodDisruptionBudget|Ingress|NetworkPolicy|Role|RoleBinding|Event|services?|svc|configmaps?|cm|secrets?|serviceaccounts?|sa|events?|ev)$/;

// They make an object of their own for a Deployment.
const MAKE_OTHERS = new Set(['expose', 'autoscale']);

/** What a command does to one of the objects it is about. */
export function commandEffect(command: Command, target: Target, world: World): Effect {
  if (command.options.has('subresource') && command.options.get('subresource') !== 'scale')
    throw new Unplayable('it writes a subresource');
  switch (target.kind) {
    case 'Deployment':
      return isAboutSubject(command, target, world) ? deploymentEffect(command, target, world) : NOTHING;
    case 'ReplicaSet':
      return replicaSetEffect(command, target, world);
    case 'Pod':
      return podEffect(command, target, world);
    case 'ResourceQuota':
    case 'LimitRange':
      return limitsEffect(command, target, world);
    default:
      if (!OTHERS.test(target.kind)) throw new Unplayable(`nothing is known of ${target.kind || 'what it is about'}`);
      return NOTHING;
  }
}

function isAboutSubject({ verb }: Command, { name }: Target, { subject }: World): boolean {
  return name === subject && !MAKE_OTHERS.has(verb);
}
