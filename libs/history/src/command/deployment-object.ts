import type { Deployment, JsonObject } from '#libs/kubernetes';

/** A Deployment as an apps/v1 object, without what only the server knows (uid, generation, status). */
export function deploymentObject(deployment: Deployment): JsonObject {
  const { namespace, name, labels, annotations, finalizers, ownerReferences, generateName, spec } = deployment;
  const { paused, minReadySeconds, ...rest } = spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      ...(generateName !== undefined && { generateName }),
      namespace,
      ...unlessEmpty({ labels }),
      ...unlessEmpty({ annotations }),
      ...(ownerReferences !== undefined && { ownerReferences }),
      ...(finalizers !== undefined && { finalizers }),
    },
    // Both are `omitempty` in apps/v1: a real API server never prints their zero values.
    spec: {
      ...rest,
      ...(minReadySeconds !== 0 && { minReadySeconds }),
      ...(paused && { paused }),
    },
  };
}

function unlessEmpty(maps: Readonly<Record<string, JsonObject>>): JsonObject {
  return Object.fromEntries(Object.entries(maps).filter(([, map]) => Object.keys(map).length > 0));
}
