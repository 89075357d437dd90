import { readFileSync } from 'node:fs';
import {
  defaultTemplate,
  type Json,
  type KubernetesRelease,
  parseRelease,
  podTemplateHash,
  type PodTemplate,
} from '#libs/kubernetes';
import type { Difference, Part } from './difference.js';

/** Templates and the hashes a real controller gave them, or those of a story. */
export type HashRow = Part & Readonly<{ name: string }>;

type HashVectors = Readonly<{ kubernetesVersion?: string; vectors: readonly Vector[] }>;

type Vector = Readonly<{
  name: string;
  template: PodTemplate;
  hash: string;
  unstable?: boolean;
  hashWithCollisionCount?: Readonly<Record<string, string>>;
}>;

/** Compares every hash of a file: of vectors of one release, all together; of stories, each ReplicaSet's name for its releases. */
export function compareHashes(file: string): readonly HashRow[] {
  const read = JSON.parse(readFileSync(file, 'utf8')) as HashVectors | readonly Story[];
  return 'vectors' in read ? [compareVectors(read, file)] : read.map(compareStory);
}

function compareVectors({ vectors, kubernetesVersion = '' }: HashVectors, file: string): HashRow {
  const version = /\d+\.\d+/.exec(kubernetesVersion) ?? /\d+\.\d+/.exec(file.slice(file.lastIndexOf('/')));
  const release = parseRelease(version?.[0] ?? kubernetesVersion);
  const parts = vectors.filter((vector) => vector.unstable !== true).map((vector) => compareVector(vector, release));
  return {
    name: `hashes of ${release}, ${parts.length} templates`,
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

type Story = Readonly<{
  story: string;
  releases: readonly string[];
  deployment: string;
  labels: Json;
  container: string;
  image: string;
  ports?: Json;
  hash: string;
}>;

function compareStory({ story, releases, deployment, hash, ...told }: Story): HashRow {
  const recorded = `${deployment}-${hash}`;
  const differences = releases.flatMap((release): readonly Difference[] => {
    const model = `${deployment}-${podTemplateHash(templateOf(told), parseRelease(release))}`;
    return model === recorded ? [] : [{ what: `ReplicaSet of story ${story} in ${release}`, recorded, model }];
  });
  return { name: `${recorded} (story ${story})`, compared: releases.length, races: 0, differences };
}

function templateOf({
  labels,
  container: name,
  image,
  ports,
}: Pick<Story, 'labels' | 'container' | 'image' | 'ports'>): PodTemplate {
  const container = { name, image, ...(ports !== undefined && { ports }) };
  return defaultTemplate({ metadata: { labels }, spec: { containers: [container] } });
}
