import {
  canonicalJson,
  type Deployment,
  type DeploymentSpec,
  type Json,
  type JsonObject,
  readDeployment,
  type StringMap,
  templatesEqual,
} from '#libs/kubernetes';
import type { ModelDeployment, ModelReplicaSet, ModelState } from '#libs/controller';
import { jsonAt, objectAt } from './json-at.js';
import { optionOf } from './option-of.js';
import { jsonPatch, mergePatch, strategicPatch, threeWayMerge } from './merge.js';

/** What a kubectl command makes of the Deployment: a new value, nothing, or a refusal in kubectl's words. */
export type Outcome = Readonly<
  { kind: 'written'; deployment: Deployment } | { kind: 'nothing' } | { kind: 'error'; message: string }
>;

/** What a verb is given: the words after it, the state it finds, the manifest on its standard input, and the time kubectl reads. */
export type Call = Readonly<{
  words: readonly string[];
  state: ModelState;
  namespace: string;
  name: string;
  manifest?: JsonObject;
  restartedAt: string;
}>;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const REVISION = 'deployment.kubernetes.io/revision';

const VERBS: Readonly<Record<string, (call: Call) => Outcome>> = {
  apply,
  create: apply,
  replace,
  'create deployment': createDeployment,
  'set image': setImage,
  'set env': setEnv,
  'set resources': setResources,
  scale: scale,
  patch: patch,
  annotate: (call) => written(call, withMetadata(call, 'annotations')),
  label: (call) => written(call, withMetadata(call, 'labels')),
  'rollout pause': (call) => pause(call, true),
  'rollout resume': (call) => pause(call, false),
  'rollout restart': restart,
  'rollout undo': undo,
};

/** The words of a command line after `kubectl`. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
}

/** The outcome of a command on the Deployment it names. */
export function runVerb(words: readonly string[], call: Omit<Call, 'words'>): Outcome {
  const [first = '', second = ''] = words;
  const two = VERBS[`${first} ${second}`];
  const verb = two ?? VERBS[first];
  if (verb === undefined) return { kind: 'nothing' };
  return verb({ ...call, words: words.slice(two === undefined ? 1 : 2) });
}

function live({ state }: Call): ModelDeployment {
  if (state.deployment === null) throw new Error('the command needs a Deployment');
  return state.deployment;
}

type Metadata = Readonly<{ labels?: JsonObject; annotations?: JsonObject }>;

function written(call: Call, change: Readonly<{ metadata?: Metadata; spec?: Json }>): Outcome {
  const { labels, annotations, spec } = live(call);
  const metadata = { name: call.name, namespace: call.namespace, labels, annotations, ...change.metadata };
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: change.spec ?? spec };
  return { kind: 'written', deployment: readDeployment(manifest, call.namespace) };
}

function apply(call: Call): Outcome {
  const { manifest = {}, state, namespace, words } = call;
  const metadata = objectAt(manifest, 'metadata');
  const annotations = objectAt(metadata, 'annotations');
  const applied = { ...manifest, metadata: { ...metadata, annotations, namespace } };
  const noted = words.includes('--server-side') ? {} : { [LAST_APPLIED]: `${asGoWrites(applied)}\n` };
  const { deployment } = state;
  if (deployment === null) {
    const created = { ...manifest, metadata: { ...metadata, annotations: { ...annotations, ...noted } } };
    return { kind: 'written', deployment: readDeployment(created, namespace) };
  }
  const last = JSON.parse(deployment.annotations[LAST_APPLIED] ?? '{}') as Json;
  const merge = (live: unknown, ...path: readonly string[]): JsonObject =>
    threeWayMerge(live as Json, jsonAt(last, ...path), jsonAt(manifest, ...path) ?? {}) as JsonObject;
  const labels = merge(deployment.labels, 'metadata', 'labels');
  const kept = merge(deployment.annotations, 'metadata', 'annotations');
  return written(call, {
    metadata: { labels, annotations: { ...kept, ...noted } },
    spec: merge(deployment.spec, 'spec'),
  });
}

function replace(call: Call): Outcome {
  const { manifest = {}, namespace } = call;
  return { kind: 'written', deployment: readDeployment(manifest, namespace) };
}

// As Go writes it: keys sorted, what is empty kept.
function asGoWrites(value: Json | undefined): string {
  return canonicalJson(value).replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

function createDeployment(call: Call): Outcome {
  if (call.state.deployment !== null) {
    const message = `failed to create deployment: deployments.apps "${call.name}" already exists`;
    return { kind: 'error', message };
  }
  const image = option(call, 'image') ?? '';
  const labels = { app: call.name };
  const container = { name: (/([^/:]+)(:[^/]*)?$/.exec(image) ?? [])[1] ?? '', image };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const spec = { replicas: Number(option(call, 'replicas') ?? 1), selector: { matchLabels: labels }, template };
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: call.name, labels }, spec };
  return { kind: 'written', deployment: readDeployment(manifest, call.namespace) };
}

function option({ words }: Call, name: string): string | undefined {
  return optionOf(words, name);
}

function setImage(call: Call): Outcome {
  const { spec } = live(call);
  const images = new Map(pairs(call));
  const { containers } = spec.template.spec;
  const missing = [...images.keys()].find((name) => name !== '*' && !containers.some((one) => one.name === name));
  if (missing !== undefined) return { kind: 'error', message: `unable to find container named "${missing}"` };
  const changed = containers.map((one) => ({ ...one, image: images.get(one.name) ?? images.get('*') ?? one.image ?? '' }));
  return written(call, { spec: withContainers(spec, changed) });
}

function setEnv(call: Call): Outcome {
  const { spec } = live(call);
  const changed = spec.template.spec.containers.map((container) => {
    const env = new Map(
      ((container.env ?? []) as { name: string; value: string }[]).map((one) => [one.name, one.value]),
    );
    for (const [name, value] of pairs(call)) env.set(name, value);
    return { ...container, env: [...env].map(([name, value]) => ({ name, value })) };
  });
  return written(call, { spec: withContainers(spec, changed) });
}

function setResources(call: Call): Outcome {
  const { spec } = live(call);
  const quantities = (name: string): StringMap =>
    Object.fromEntries((option(call, name) ?? '').split(',').flatMap((pair) => (pair === '' ? [] : [pair.split('=') as [string, string]])));
  const only = optionOf(call.words, 'containers', '-c');
  const changed = spec.template.spec.containers.map((container) => {
    if (only !== undefined && only !== container.name) return container;
    const limits = { ...objectAt(container, 'resources', 'limits'), ...quantities('limits') };
    const requests = { ...objectAt(container, 'resources', 'requests'), ...quantities('requests') };
    return { ...container, resources: { limits, requests } };
  });
  return written(call, { spec: withContainers(spec, changed) });
}

function withContainers(spec: DeploymentSpec, containers: readonly Json[]): Json {
  const { template } = spec;
  return { ...spec, template: { ...template, spec: { ...template.spec, containers } } };
}

function pairs({ words }: Call): readonly (readonly [string, string])[] {
  return words
    .filter((word) => word.includes('=') && !word.startsWith('--'))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
}

function scale(call: Call): Outcome {
  const { spec } = live(call);
  const expected = option(call, 'current-replicas');
  if (expected !== undefined && Number(expected) !== spec.replicas) {
    return { kind: 'error', message: `Expected replicas to be ${expected}, was ${spec.replicas}` };
  }
  return written(call, { spec: { ...spec, replicas: Number(option(call, 'replicas')) } });
}

const PATCHES: Readonly<Record<string, typeof mergePatch>> = { json: jsonPatch, merge: mergePatch };

function patch(call: Call): Outcome {
  const { labels, annotations, spec } = live(call);
  const type = option(call, 'type') ?? 'strategic';
  const body = JSON.parse(optionOf(call.words, 'patch', '-p') ?? '{}') as Json;
  const whole = { metadata: { labels, annotations }, spec } as unknown as Json;
  const patched = (PATCHES[type] ?? strategicPatch)(whole, body);
  return written(call, patched as Readonly<{ metadata: Metadata; spec: Json }>);
}

function withMetadata(call: Call, field: 'labels' | 'annotations'): Readonly<{ metadata: Metadata }> {
  const values: Record<string, string> = { ...live(call)[field] };
  for (const word of call.words)
    if (/^[^-].*-$/.test(word) && !word.includes('=')) Reflect.deleteProperty(values, word.slice(0, -1));
  for (const [key, value] of pairs(call)) values[key] = value;
  return { metadata: { [field]: values } };
}

function pause(call: Call, paused: boolean): Outcome {
  const { spec, name } = live(call);
  if (spec.paused === paused) {
    return { kind: 'error', message: `deployments.apps "${name}" is ${paused ? 'already' : 'not'} paused` };
  }
  return written(call, { spec: { ...spec, paused } });
}

function restart(call: Call): Outcome {
  const { spec, name } = live(call);
  if (spec.paused) {
    return {
      kind: 'error',
      message: `deployments.apps "${name}" can't restart paused deployment (run rollout resume first)`,
    };
  }
  const annotations = { ...spec.template.metadata?.annotations, [RESTARTED_AT]: call.restartedAt };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } };
  return written(call, { spec: { ...spec, template } });
}

const SKIPPED =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/.*|deprecated\.deployment\.rollback\.to)$/;

function undo(call: Call): Outcome {
  const { spec, annotations, name, uid } = live(call);
  const replicaSets = call.state.replicaSets.filter((replicaSet) => replicaSet.ownerUid === uid);
  const found = replicaSetToRestore(name, replicaSets, Number(option(call, 'to-revision') ?? 0));
  if (typeof found === 'string') return { kind: 'error', message: found };
  if (call.words.some((word) => word.startsWith('--dry-run'))) return { kind: 'nothing' };
  if (spec.paused) return { kind: 'error', message: ROLLBACK_WHILE_PAUSED };
  if (templatesEqual(found.template, spec.template)) return { kind: 'nothing' };
  const kept = Object.entries(annotations).filter(([key]) => SKIPPED.test(key));
  const restored = Object.entries(found.annotations).filter(([key]) => !SKIPPED.test(key));
  const metadata = { annotations: Object.fromEntries([...kept, ...restored]) };
  return written(call, { metadata, spec: { ...spec, template: found.template } });
}

const ROLLBACK_WHILE_PAUSED =
  "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again";

function replicaSetToRestore(
  name: string,
  all: readonly ModelReplicaSet[],
  revision: number,
): ModelReplicaSet | string {
  const numbered = all
    .map((replicaSet) => ({ replicaSet, number: Number(replicaSet.annotations[REVISION]) }))
    .sort((a, b) => b.number - a.number);
  if (revision !== 0) {
    const wanted = numbered.find(({ number }) => number === revision);
    return wanted?.replicaSet ?? `unable to find specified revision ${revision} in history`;
  }
  return numbered[1]?.replicaSet ?? `no rollout history found for deployment "${name}"`;
}
