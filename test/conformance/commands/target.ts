import { type JsonObject, matchesSelector, meets, parseLabelSelector, type StringMap } from '#libs/kubernetes';
import type { ModelState } from '#libs/controller';
import { textAt } from '../json-at.js';
import type { Command } from './command-line.js';

/** One object a command is about, with its manifest if it was given one. */
export type Target = Readonly<{ kind: string; name: string; manifest?: JsonObject }>;

/** What a command is about, in order: the objects of its manifest, those it names, or all that its selector finds. */
export function targetsOf(
  { kind, names, options }: Command,
  manifests: readonly JsonObject[],
  state: ModelState,
): readonly Target[] {
  if (manifests.length > 0)
    return manifests.map((manifest) => ({
      kind: textAt(manifest, 'kind'),
      name: textAt(manifest, 'metadata', 'name'),
      manifest,
    }));
  if (names.length > 0) return names.map((name) => ({ kind, name }));
  if (!options.has('all') && !options.has('selector')) throw new Error('it is not said what it is about');
  if (options.has('field-selector')) throw new Error('it has a field selector');
  const requirements = parseLabelSelector(options.get('selector') ?? '');
  return labelled(kind, state)
    .filter(({ labels }) => meets(requirements, labels))
    .map(({ name }) => ({ kind, name }));
}

type Labelled = Readonly<{ name: string; labels: StringMap }>;

function labelled(kind: string, { deployment, replicaSets, pods }: ModelState): readonly Labelled[] {
  if (kind === 'Deployment') return deployment === null ? [] : [deployment];
  if (kind === 'ReplicaSet') return replicaSets;
  if (kind !== 'Pod') throw new Error(`it selects objects of the kind ${kind}`);
  return pods.map(({ name, replicaSet }) => ({
    name,
    labels: replicaSets.find((one) => one.name === replicaSet)?.labels ?? {},
  }));
}

/** Whether the labels of a Deployment's pods still select them after a change of some. */
export function staysSelected({ deployment }: ModelState, changes: Readonly<Record<string, string | null>>): boolean {
  if (deployment === null || 'pod-template-hash' in changes) return false;
  const { selector, template } = deployment.spec;
  const labels = Object.entries({ ...template.metadata?.labels, ...changes }).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const],
  );
  return matchesSelector(selector, Object.fromEntries(labels));
}
