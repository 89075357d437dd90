import type { PodLimits } from '#libs/controller';
import { isJsonObject, type JsonObject, type StringMap } from '#libs/kubernetes';
import { listAt, objectAt, textAt } from '../json-at.js';
import type { Command } from './command-line.js';
import { type Effect, NOTHING, Unplayable, type World } from './effect.js';
import type { Target } from './target.js';

/** What a command does to a ResourceQuota or LimitRange: the model is given all that are in force. */
export function limitsEffect({ verb, options }: Command, { kind, name, manifest }: Target, { limits }: World): Effect {
  if (verb === 'annotate' || verb === 'label') return NOTHING;
  const key = `${kind}/${name}`;
  if (verb === 'delete') limits.delete(key);
  else if (manifest !== undefined) limits.set(key, manifest);
  else if (verb === 'create quota') limits.set(key, { kind, metadata: { name }, spec: { hard: hardOf(options) } });
  else throw new Unplayable('it is not known');
  return [{ kind: 'podLimitsSet', limits: Object.assign({}, ...Array.from(limits.values(), limitsOf)) as PodLimits }];
}

function hardOf(options: Command['options']): JsonObject {
  const pairs = (options.get('hard') ?? '').split(',').map((pair) => pair.split('=') as [string, string]);
  return Object.fromEntries(pairs);
}

function limitsOf(object: JsonObject): PodLimits {
  return textAt(object, 'kind') === 'LimitRange' ? rangeOf(object) : quotaOf(object);
}

function rangeOf(object: JsonObject): PodLimits {
  const containerMax: Record<string, string> = {};
  for (const limit of listAt(object, 'spec', 'limits')) {
    const { type, max, ...others } = isJsonObject(limit) ? limit : {};
    if (type !== 'Container' || Object.keys(others).length > 0)
      throw new Unplayable('of a LimitRange only the maximum of containers is known');
    Object.assign(containerMax, max as StringMap);
  }
  return { containerMax };
}

function quotaOf(object: JsonObject): PodLimits {
  const { pods, ...others } = objectAt(object, 'spec', 'hard');
  if (pods === undefined || Object.keys(others).length > 0)
    throw new Unplayable('of a ResourceQuota only the number of pods is known');
  return { quota: { name: textAt(object, 'metadata', 'name'), pods: Number(pods) } };
}
