import type { Json, JsonObject } from '#libs/kubernetes';
import { listAt, objectAt, textAt } from '../json-at.js';
import type { Command } from './command-line.js';
import { Refused } from './refused.js';
import { type Workload, withPodSpec } from './workload.js';

type Set = (workload: Workload, command: Command) => Workload;

const LISTS = ['containers', 'initContainers'] as const;

/** `kubectl set image deployment/web app=web:v2`; `*` stands for all containers. */
export const setImage: Set = (workload, { words }) => {
  const images = new Map(pairs(words));
  const podSpec = objectAt(workload.spec, 'template', 'spec');
  const names = LISTS.flatMap((list) => listAt(podSpec, list).map((one) => textAt(one, 'name')));
  const missing = [...images.keys()].find((name) => name !== '*' && !names.includes(name));
  if (missing !== undefined) throw new Refused(`unable to find container named "${missing}"`);
  return withEachContainer(workload, LISTS, (container) => {
    const image = images.get(textAt(container, 'name')) ?? images.get('*');
    return image === undefined ? container : { ...container, image };
  });
};

/** `kubectl set env deployment/web A=1 B-`. */
export const setEnv: Set = (workload, { words, options }) => {
  if (options.has('from')) throw new Error('it reads a ConfigMap or Secret');
  const added = pairs([...words, ...(options.get('env') ?? '').split(',')]);
  const removed = words.filter((word) => word.endsWith('-') && !word.includes('=')).map((word) => word.slice(0, -1));
  return withEachContainer(workload, LISTS, (container) => {
    if (!isMeant(container, options)) return container;
    const env = new Map(listAt(container, 'env').map((one) => [textAt(one, 'name'), one]));
    for (const [name, value] of added) env.set(name, { name, value });
    for (const name of removed) env.delete(name);
    return { ...container, env: [...env.values()] };
  });
};

/** `kubectl set resources deployment/web --limits=cpu=200m --requests=cpu=100m`. */
export const setResources: Set = (workload, { options }) => {
  const quantities = (name: string): JsonObject => Object.fromEntries(pairs((options.get(name) ?? '').split(',')));
  return withEachContainer(workload, ['containers'], (container) => {
    if (!isMeant(container, options)) return container;
    const limits = { ...objectAt(container, 'resources', 'limits'), ...quantities('limits') };
    const requests = { ...objectAt(container, 'resources', 'requests'), ...quantities('requests') };
    return { ...container, resources: { ...objectAt(container, 'resources'), limits, requests } };
  });
};

/** `kubectl set serviceaccount deployment/web deployer`. */
export const setServiceAccount: Set = (workload, { names, words }) => {
  const account = words[0] ?? names.at(-1) ?? "";
  return withPodSpec(workload, { serviceAccountName: account, serviceAccount: account });
};

function withEachContainer(
  workload: Workload,
  lists: readonly string[],
  change: (container: JsonObject) => JsonObject,
): Workload {
  const podSpec = objectAt(workload.spec, 'template', 'spec');
  const changed = lists.flatMap((list): readonly [string, Json][] => {
    const containers = listAt(podSpec, list);
    return containers.length === 0 ? [] : [[list, containers.map((one) => change(one as JsonObject))]];
  });
  return withPodSpec(workload, Object.fromEntries(changed));
}

// `--containers` is a name, or a pattern with `*`.
function isMeant(container: JsonObject, options: Command['options']): boolean {
  const pattern = options.get('containers') ?? '*';
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(textAt(container, 'name'));
}

function pairs(words: readonly string[]): readonly (readonly [string, string])[] {
  return words
    .filter((word) => word.includes('='))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
}
