import { readFileSync } from 'node:fs';
import { type KubernetesRelease, parseRelease, podTemplateHash, type PodTemplate } from '#libs/kubernetes';
import type { Difference, Part } from './difference.js';

type HashVectors = Readonly<{ kubernetesVersion?: string; vectors: readonly Vector[] }>;

type Vector = Readonly<{
  name: string;
  template: PodTemplate;
  hash: string;
  unstable?: boolean;
  hashWithCollisionCount?: Readonly<Record<string, string>>;
}>;

/** Compares the hash of every template of a file of vectors, with each collision count given. */
export function compareHashes(file: string): Part & Readonly<{ release: string }> {
  const { vectors, kubernetesVersion = file } = JSON.parse(readFileSync(file, 'utf8')) as HashVectors;
  const release = parseRelease(/\d+\.\d+/.exec(kubernetesVersion)?.[0] ?? kubernetesVersion);
  const parts = vectors.filter((vector) => vector.unstable !== true).map((vector) => compareVector(vector, release));
  return {
    release,
    compared: parts.reduce((sum, { compared }) => sum + compared, 0),
    races: 0,
    differences: parts.flatMap(({ differences }) => differences),
  };
}

function compareVector(
  { name, template, hash, hashWithCollisionCount = {} }: Vector,
  release: KubernetesRelease,
): Part {
  const hashes: readonly (readonly [string, string])[] = [['none', hash], ...Object.entries(hashWithCollisionCount)];
  const differences = hashes.flatMap(([count, recorded]): readonly Difference[] => {
    const model = podTemplateHash(template, release, count === 'none' ? undefined : Number(count));
    return model === recorded ? [] : [{ what: `hash of ${name}, collision count ${count}`, recorded, model }];
  });
  return { compared: hashes.length, races: 0, differences };
}
