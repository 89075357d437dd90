import { defaultTemplate, objectOf, type PodTemplate, type StringMap } from '#libs/kubernetes';
import type { ModelReplicaSet } from '#libs/controller';
import { objectAt } from '../json-at.js';
import type { Command } from './command-line.js';
import { type Effect, NOTHING, type World } from './effect.js';
import { created, manifestChange } from './manifest-verbs.js';
import { policyOf } from './policy-of.js';
import type { Target } from './target.js';
import { VERBS } from './verbs.js';
import { type Workload, workloadOf } from './workload.js';

/** What a command does to a ReplicaSet. */
export function replicaSetEffect(command: Command, target: Target, world: World): Effect {
  const present = world.state.replicaSets.find(({ name }) => name === target.name);
  if (present === undefined) return create(command, target, world);
  if (command.verb === 'create') return NOTHING;
  if (command.verb === 'delete')
    return [{ kind: 'replicaSetDeleted', replicaSet: target.name, propagationPolicy: policyOf(command) }];
  return [{ kind: 'replicaSetWritten', replicaSet: target.name, change: changeOf(changedBy(command, target, world, present)) }];
}

function create(command: Command, { manifest }: Target, { namespace, podLifeOf }: World): Effect {
  if (manifest === undefined || !['create', 'apply', 'replace'].includes(command.verb)) return NOTHING;
  const { metadata, spec } = created(manifest, command, namespace);
  const template = defaultTemplate(objectAt(spec, 'template'));
  const named = { name: metadata.name, labels: metadata.labels as StringMap, annotations: metadata.annotations as StringMap };
  const replicas = Number(spec.replicas ?? 1);
  return [
    { kind: 'foreignReplicaSetCreated', replicaSet: { ...named, template, replicas }, podLife: podLifeOf(template) },
  ];
}

function changedBy(command: Command, { manifest }: Target, world: World, present: ModelReplicaSet): Workload {
  const { replicas, minReadySeconds, template } = present;
  const live = workloadOf({ metadata: present, spec: { replicas, minReadySeconds, template } });
  return VERBS[command.verb]?.(live, command) ?? manifestChange(live, manifest, command, world);
}

// The model keeps a template without the label of its hash.
function changeOf({ metadata, spec }: Workload): Partial<ModelReplicaSet> {
  return {
    labels: metadata.labels as StringMap,
    annotations: metadata.annotations as StringMap,
    replicas: Number(spec.replicas ?? 1),
    minReadySeconds: Number(spec.minReadySeconds ?? 0),
    template: withoutHash(defaultTemplate(objectOf(spec.template))),
  };
}

function withoutHash({ metadata, spec }: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _, ...labels } = objectOf(metadata?.labels);
  return { ...(metadata && { metadata: { ...metadata, labels: labels as StringMap } }), spec };
}
