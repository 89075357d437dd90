import { matchesPattern, type PodTemplate } from '#libs/kubernetes';
import type { PodLife } from './event.js';

/** How pods behave where nothing else was said: ready 3 s after they are made, gone 2 s after they are told to go. */
export const DEFAULT_POD_LIFE: PodLife = { startSeconds: 3, terminationSeconds: 2, neverReady: false };

/** A setting for the pods of a cluster, of one of its namespaces, or for an image (`*` stands for any text). */
export type PodLifeRule = PodLife & Readonly<{ cluster: string; namespace?: string; imagePattern?: string }>;

/**
 * The life of a template's pods: the most particular rule that fits wins (image and namespace, image, namespace, cluster),
 * the newest of equals. A pod is as slow as its slowest container, and never ready when one of them never is.
 */
export function resolvePodLife(
  rules: readonly PodLifeRule[],
  place: Readonly<{ cluster: string; namespace: string }>,
  template: PodTemplate,
): PodLife {
  const lives = template.spec.containers.map(({ image }) => lifeOfImage(rules, place, image ?? ''));
  return {
    startSeconds: Math.max(...lives.map(({ startSeconds }) => startSeconds)),
    terminationSeconds: Math.max(...lives.map(({ terminationSeconds }) => terminationSeconds)),
    neverReady: lives.some(({ neverReady }) => neverReady),
  };
}

function lifeOfImage(
  rules: readonly PodLifeRule[],
  { cluster, namespace }: Readonly<{ cluster: string; namespace: string }>,
  image: string,
): PodLife {
  const fitting = rules.filter(
    (rule) =>
      rule.cluster === cluster &&
      (rule.namespace === undefined || rule.namespace === namespace) &&
      (rule.imagePattern === undefined || matchesPattern(rule.imagePattern, image)),
  );
  const best = fitting.reduce<PodLifeRule | undefined>(
    (chosen, rule) => (chosen === undefined || particularity(rule) >= particularity(chosen) ? rule : chosen),
    undefined,
  );
  if (best === undefined) return DEFAULT_POD_LIFE;
  const { startSeconds, terminationSeconds, neverReady } = best;
  return { startSeconds, terminationSeconds, neverReady };
}

function particularity(rule: PodLifeRule): number {
  return (rule.imagePattern === undefined ? 0 : 2) + (rule.namespace === undefined ? 0 : 1);
}
