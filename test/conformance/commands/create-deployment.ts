import type { JsonObject } from '#libs/kubernetes';
import type { Command } from './command-line.js';
import type { Inputs, World } from './effect.js';
import { created, noteManager } from './manifest-verbs.js';
import { Refused } from './refused.js';
import { storedDeployment } from './stored-deployment.js';
import type { Target } from './target.js';

/** Creates the Deployment of the recording from a manifest, or as `kubectl create deployment` makes it. */
export function createDeployment(command: Command, { name, manifest }: Target, world: World): Inputs {
  if (world.state.deployment !== null)
    throw new Refused(`failed to create deployment: deployments.apps "${name}" already exists`);
  const workload = created(manifest ?? generated(command, name), command, world.namespace);
  if (manifest) noteManager(world.managers, command, manifest);
  const deployment = storedDeployment(workload, world.namespace);
  const podLife = world.podLifeOf(deployment.spec.template);
  return [{ kind: 'deploymentApplied', deployment: { ...deployment, uid: world.newUid() }, podLife }];
}

function generated({ options }: Command, name: string): JsonObject {
  const images = (options.get('image') ?? '').split(',');
  const labels = { app: name };
  const containers = images.map((image) => ({ name: (/([^/:@]+)([:@][^/]*)?$/.exec(image) ?? [])[1] ?? '', image }));
  const template = { metadata: { labels }, spec: { containers } };
  const spec = { replicas: Number(options.get('replicas') ?? 1), selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels }, spec };
}
