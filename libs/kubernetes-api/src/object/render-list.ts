import type { JsonObject } from '#libs/kubernetes';

/** A page of objects of one kind: `DeploymentList` and so on. Its items do not say their kind, as the list does. */
export function renderList(
  { kind, apiVersion }: Readonly<{ kind: string; apiVersion: string }>,
  items: readonly JsonObject[],
  metadata: Readonly<{ resourceVersion: string; continue?: string; remainingItemCount?: number }>,
): JsonObject {
  return {
    kind: `${kind}List`,
    apiVersion,
    metadata,
    items: items.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  };
}
