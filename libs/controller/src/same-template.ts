import { type KubernetesRelease, podTemplateHash, type PodTemplate, templatesEqual } from '#libs/kubernetes';

const compared = new WeakMap<PodTemplate, WeakMap<PodTemplate, boolean>>();
const hashed = new WeakMap<PodTemplate, Map<string, string>>();

/** `templatesEqual`, answered once for each pair of objects that do not differ at a glance. */
export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  if (a === b) return true;
  if (a.spec.containers[0]?.image !== b.spec.containers[0]?.image) return false;
  let answers = compared.get(a);
  if (answers === undefined) compared.set(a, (answers = new WeakMap()));
  let answer = answers.get(b);
  if (answer === undefined) answers.set(b, (answer = templatesEqual(a, b)));
  return answer;
}

/** `podTemplateHash`, computed once for each object. */
export function templateHash(template: PodTemplate, release: KubernetesRelease, collisionCount?: number): string {
  const key = `${release}/${collisionCount ?? ''}`;
  let hashes = hashed.get(template);
  if (hashes === undefined) hashed.set(template, (hashes = new Map<string, string>()));
  let hash = hashes.get(key);
  if (hash === undefined) hashes.set(key, (hash = podTemplateHash(template, release, collisionCount)));
  return hash;
}
