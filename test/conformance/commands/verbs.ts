import {
  applyJsonPatch,
  applyMergePatch,
  applyStrategicMergePatch,
  type Json,
  type JsonObject,
  objectOf,
  readJsonPatch,
} from '#libs/kubernetes';
import { parse } from 'yaml';
import { jsonAt, objectAt } from '../json-at.js';
import type { Command } from './command-line.js';
import { setEnv, setImage, setResources, setServiceAccount } from './set-verbs.js';
import { Refused } from './refused.js';
import { type Workload, withKeys, withSpec, workloadOf } from './workload.js';

/** What a verb makes of a workload. Nothing changes when it gives back the same values. */
export type Verb = (workload: Workload, command: Command) => Workload;

/** The verbs that change a workload that is there, by what they are given on the command line. */
export const VERBS: Readonly<Record<string, Verb>> = {
  annotate: (workload, { words }) => withKeys(workload, 'annotations', keyChanges(words)),
  label: (workload, { words }) => withKeys(workload, 'labels', keyChanges(words)),
  patch,
  scale,
  'rollout pause': (workload) => pause(workload, true),
  'rollout resume': (workload) => pause(workload, false),
  'set env': setEnv,
  'set image': setImage,
  'set resources': setResources,
  'set serviceaccount': setServiceAccount,
  'set sa': setServiceAccount,
};

/** `a=1` sets a label or an annotation, `a-` takes it away. */
export function keyChanges(words: readonly string[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    words.map((word): [string, string | null] => {
      const equals = word.indexOf('=');
      return equals < 0 ? [word.replace(/-$/, ''), null] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}

function scale(workload: Workload, { options }: Command): Workload {
  const expected = options.get('current-replicas');
  const { replicas } = workload.spec;
  if (expected !== undefined && expected !== '-1' && Number(expected) !== replicas)
    throw new Refused(`Expected replicas to be ${expected}, was ${Number(replicas)}`);
  return withSpec(workload, { replicas: Number(options.get('replicas')) });
}

const PATCHES: Readonly<Record<string, (object: JsonObject, patch: JsonObject) => Json>> = {
  json: (object, patch) => applyJsonPatch(object, readJsonPatch(patch)),
  merge: applyMergePatch,
  strategic: applyStrategicMergePatch,
};

// kubectl takes YAML for a patch too.
function patch(workload: Workload, { options }: Command): Workload {
  const apply = PATCHES[options.get('type') ?? 'strategic'];
  if (apply === undefined) throw new Refused(`--type must be one of [json merge strategic]`);
  return workloadOf(apply(workload, parse(options.get('patch') ?? '{}') as JsonObject));
}

function pause(workload: Workload, paused: boolean): Workload {
  const isPaused = workload.spec.paused === true;
  if (isPaused === paused)
    throw new Refused(`deployments.apps "${workload.metadata.name}" is ${paused ? 'already' : 'not'} paused`);
  return withSpec(workload, { paused });
}

/** `kubectl rollout restart` at a time. */
export function restart(workload: Workload, restartedAt: string): Workload {
  if (workload.spec.paused === true) {
    const { name } = workload.metadata;
    throw new Refused(`deployments.apps "${name}" can't restart paused deployment (run rollout resume first)`);
  }
  const template = objectAt(workload.spec, 'template');
  const annotations = {
    ...objectAt(template, 'metadata', 'annotations'),
    'kubectl.kubernetes.io/restartedAt': restartedAt,
  };
  const metadata = { ...objectOf(jsonAt(template, 'metadata')), annotations };
  return withSpec(workload, { template: { ...template, metadata } });
}
