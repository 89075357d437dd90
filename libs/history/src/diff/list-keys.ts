import type { Json, JsonObject } from '#libs/kubernetes';

/**
 * What tells the elements of a list apart, by the list's field name.
 * @see patchMergeKey in kubernetes/api core/v1/types.go
 */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  imagePullSecrets: 'name',
  resourceClaims: 'name',
  schedulingGates: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

export type KeyedElements = ReadonlyMap<string, Json>;

/** The field that tells this list's elements apart; undefined for a list that is compared as a whole. */
export function keyOfList(field: string, before: readonly Json[], after: readonly Json[]): string | undefined {
  const key = KEYS[field];
  if (key === undefined) return undefined;
  return hasUniqueKeys(before, key) && hasUniqueKeys(after, key) ? key : undefined;
}

/** The elements by their key, in the list's order; each key as JSON, so that 80 and "80" stay apart. */
export function byKey(list: readonly Json[], key: string): KeyedElements {
  return new Map(list.map((element) => [JSON.stringify((element as JsonObject)[key]), element]));
}

function hasUniqueKeys(list: readonly Json[], key: string): boolean {
  const keys = list.map((element) =>
    typeof element === 'object' && element !== null && !Array.isArray(element)
      ? (element as JsonObject)[key]
      : undefined,
  );
  return keys.every((value) => value !== undefined) && new Set(keys).size === keys.length;
}
