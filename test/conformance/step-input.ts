import type { Input, ModelState, PodLife } from '#libs/controller';
import { defaultTemplate, type Json, type JsonObject, type PodTemplate, type StringMap } from '#libs/kubernetes';
import { jsonAt, listAt, objectAt, textAt } from './json-at.js';
import { optionOf } from './option-of.js';
import { podLike } from './pod-facts.js';
import type { Trace } from './recorded-trace.js';

/** A command as the model's inputs, if it is about something else than the Deployment's value. */
export function inputsOfCommand(at: number, words: readonly string[], state: ModelState): readonly Input[] {
  const { kind, name } = targetOf(words);
  if (words[0] === 'delete') return inputsOfDelete(at, { kind, name, words }, state);
  if (words[0] === 'create' && kind === 'limits') return [{ at, kind: 'podLimitsSet', limits: { quota: quotaOf(words) } }];
  return kind === 'ReplicaSet' ? inputsOfReplicaSet(at, name, words) : [];
}

function inputsOfReplicaSet(at: number, replicaSet: string, words: readonly string[]): readonly Input[] {
  if (words[0] === 'scale') return [{ at, kind: 'replicaSetScaled', replicaSet, replicas: Number(optionOf(words, 'replicas')) }];
  if (words[0] === 'annotate') return [{ at, kind: 'replicaSetAnnotated', replicaSet, annotations: annotations(words) }];
  if (words[0] !== 'patch') return [];
  const patch = JSON.parse(optionOf(words, 'patch', '-p') ?? '{}') as Json;
  const replicas = jsonAt(patch, 'spec', 'replicas');
  const noted = objectAt(patch, 'metadata', 'annotations') as Readonly<Record<string, string | null>>;
  const scaled: readonly Input[] =
    typeof replicas === 'number' ? [{ at, kind: 'replicaSetScaled', replicaSet, replicas }] : [];
  return [...scaled, { at, kind: 'replicaSetAnnotated', replicaSet, annotations: noted }];
}

function quotaOf(words: readonly string[]): Readonly<{ name: string; pods: number }> {
  return { name: words[2] ?? '', pods: Number(/pods=(\d+)/.exec(optionOf(words, 'hard') ?? '')?.[1] ?? Infinity) };
}

type Target = Readonly<{ kind: string; name: string }>;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(deploy|deployments?)$/, 'Deployment'],
  [/^(rs|replicasets?)$/, 'ReplicaSet'],
  [/^(po|pods?)$/, 'Pod'],
  [/^(quota|resourcequotas?|limits|limitranges?)$/, 'limits'],
];

// `rs/web-1` and `rs web-1` are the same.
function targetOf([, first = '', second = '']: readonly string[]): Target {
  const [word = '', name = second] = first.split('/');
  return { kind: KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? word, name };
}

function inputsOfDelete(
  at: number,
  { kind, name, words }: Target & Readonly<{ words: readonly string[] }>,
  state: ModelState,
): readonly Input[] {
  if (kind === 'Deployment') return [{ at, kind: 'deploymentDeleted', propagationPolicy: policy(words) }];
  if (kind === 'ReplicaSet') return [{ at, kind: 'replicaSetDeleted', replicaSet: name }];
  if (kind === 'Pod') return podsOf(words, state).map((pod) => ({ at, kind: 'podDeleted', pod }));
  return kind === 'limits' ? [{ at, kind: 'podLimitsSet', limits: {} }] : [];
}

// Those named, or with a selector all.
function podsOf(words: readonly string[], state: ModelState): readonly string[] {
  const named = words.slice(1).flatMap((word) => (word.startsWith('-') ? [] : word.split('/').slice(-1)));
  const pods = named.filter((word) => !/^pods?$/.test(word));
  if (words.some((word) => /^(-l|--selector|--all)/.test(word))) return state.pods.map(({ name }) => name);
  const found: string[] = [];
  for (const pod of pods) found.push(podLike(state, pod, found));
  return found;
}

function policy(words: readonly string[]): 'Background' | 'Foreground' | 'Orphan' {
  if (words.includes('--cascade=foreground')) return 'Foreground';
  return words.includes('--cascade=orphan') ? 'Orphan' : 'Background';
}

function annotations(words: readonly string[]): Readonly<Record<string, string | null>> {
  const pairs = words.slice(2).filter((word) => !word.startsWith('--') && /=|-$/.test(word));
  return Object.fromEntries(
    pairs.map((word): [string, string | null] => {
      const equals = word.indexOf('=');
      return equals < 0 ? [word.slice(0, -1), null] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

/** A manifest of anything but a Deployment as the model's inputs. */
export function inputsOfManifest(at: number, manifest: JsonObject, trace: Trace): readonly Input[] {
  switch (textAt(manifest, 'kind')) {
    case 'LimitRange': {
      const containerMax = objectAt(listAt(manifest, 'spec', 'limits')[0], 'max') as StringMap;
      return [{ at, kind: 'podLimitsSet', limits: { containerMax } }];
    }
    case 'ResourceQuota': {
      const pods = Number(jsonAt(manifest, 'spec', 'hard', 'pods'));
      return [{ at, kind: 'podLimitsSet', limits: { quota: { name: textAt(manifest, 'metadata', 'name'), pods } } }];
    }
    case 'ReplicaSet': {
      const { labels = {}, annotations: noted = {} } = objectAt(manifest, 'metadata');
      const name = textAt(manifest, 'metadata', 'name');
      const template = defaultTemplate(objectAt(manifest, 'spec', 'template'));
      const named = { name, labels: labels as StringMap, annotations: noted as StringMap };
      const replicaSet = { ...named, template, replicas: Number(jsonAt(manifest, 'spec', 'replicas') ?? 1) };
      return [{ at, kind: 'foreignReplicaSetCreated', replicaSet, podLife: podLifeOf(trace, template) }];
    }
    default:
      return [];
  }
}

/** How the recorder's kubelet treats pods: images with `bad` never get ready, those with `slow` take three times as long. */
export function podLifeOf({ kubelet }: Trace, template: PodTemplate): PodLife {
  const images = template.spec.containers.map(({ image = '' }) => image).join(' ');
  const startSeconds = kubelet.startSeconds * (images.includes('slow') ? 3 : 1);
  return { startSeconds, terminationSeconds: kubelet.terminationSeconds, neverReady: images.includes('bad') };
}
