import type { Input, ModelState, PodLife } from '#libs/controller';
import { defaultTemplate, type JsonObject, type PodTemplate, type StringMap } from '#libs/kubernetes';
import { jsonAt, listAt, objectAt, textAt } from './json-at.js';
import { podLike } from './pod-facts.js';
import type { Trace } from './recorded-trace.js';

/** A command as the model's input, if it is about something else than the Deployment's value. */
export function inputOfCommand(at: number, words: readonly string[], state: ModelState): Input | undefined {
  const { kind, name } = targetOf(words);
  if (words[0] === 'delete') return inputOfDelete(at, { kind, name, words }, state);
  if (kind !== 'ReplicaSet') return undefined;
  if (words[0] === 'annotate')
    return { at, kind: 'replicaSetAnnotated', replicaSet: name, annotations: annotations(words) };
  const replicas = Number(words.find((word) => word.startsWith('--replicas='))?.slice('--replicas='.length));
  return words[0] === 'scale' ? { at, kind: 'replicaSetScaled', replicaSet: name, replicas } : undefined;
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

function inputOfDelete(
  at: number,
  { kind, name, words }: Target & Readonly<{ words: readonly string[] }>,
  state: ModelState,
): Input | undefined {
  if (kind === 'Deployment') return { at, kind: 'deploymentDeleted', propagationPolicy: policy(words) };
  if (kind === 'ReplicaSet') return { at, kind: 'replicaSetDeleted', replicaSet: name };
  if (kind === 'Pod') return { at, kind: 'podDeleted', pod: podLike(state, name) };
  return kind === 'limits' ? { at, kind: 'podLimitsSet', limits: {} } : undefined;
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

/** A manifest of anything but a Deployment as the model's input. */
export function inputOfManifest(at: number, manifest: JsonObject, trace: Trace): Input | undefined {
  switch (textAt(manifest, 'kind')) {
    case 'LimitRange': {
      const containerMax = objectAt(listAt(manifest, 'spec', 'limits')[0], 'max') as StringMap;
      return { at, kind: 'podLimitsSet', limits: { containerMax } };
    }
    case 'ResourceQuota': {
      const pods = Number(jsonAt(manifest, 'spec', 'hard', 'pods'));
      return { at, kind: 'podLimitsSet', limits: { quota: { name: textAt(manifest, 'metadata', 'name'), pods } } };
    }
    case 'ReplicaSet': {
      const { labels = {}, annotations: noted = {} } = objectAt(manifest, 'metadata');
      const name = textAt(manifest, 'metadata', 'name');
      const template = defaultTemplate(objectAt(manifest, 'spec', 'template'));
      const named = { name, labels: labels as StringMap, annotations: noted as StringMap };
      const replicaSet = { ...named, template, replicas: Number(jsonAt(manifest, 'spec', 'replicas') ?? 1) };
      return { at, kind: 'foreignReplicaSetCreated', replicaSet, podLife: podLifeOf(trace, template) };
    }
    default:
      return undefined;
  }
}

/** How the recorder's kubelet treats pods: images with `bad` never get ready, those with `slow` take three times as long. */
export function podLifeOf({ kubelet }: Trace, template: PodTemplate): PodLife {
  const images = template.spec.containers.map(({ image = '' }) => image).join(' ');
  const startSeconds = kubelet.startSeconds * (images.includes('slow') ? 3 : 1);
  return { startSeconds, terminationSeconds: kubelet.terminationSeconds, neverReady: images.includes('bad') };
}
