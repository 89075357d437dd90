import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { PodTemplate } from '../deployment.js';
import { type KubernetesRelease, parseRelease } from '../release.js';
import { podTemplateDump, podTemplateHash } from './pod-template-hash.js';

type Vector = { name: string; template: PodTemplate; hash: string; hashWithCollisionCount: Record<string, string> };
type Story = {
  releases: KubernetesRelease[];
  labels: Record<string, string>;
  container: string;
  image: string;
  ports?: object[];
  hash: string;
};

const recorded = (name: string): unknown => JSON.parse(readFileSync(`test/conformance/hash/${name}.json`, 'utf8'));

const VERSIONS = ['1.20.2', '1.32.13', '1.36.3'];

describe.each(VERSIONS)('podTemplateHash in Kubernetes %s', (version) => {
  const release = parseRelease(version);
  const { vectors } = recorded(`vectors-${version}`) as { vectors: Vector[] };
  const templates = new Map(vectors.map(({ name, template }) => [name, template]));

  it.each(vectors)('when the template is $name, it is the recorded one', ({ template, hash }) => {
    expect(podTemplateHash(template, release)).toBe(hash);
  });

  it.each(vectors)('when names collided for $name, it is the recorded one', ({ template, hashWithCollisionCount }) => {
    const counts = Object.keys(hashWithCollisionCount);
    expect(counts.map((count) => podTemplateHash(template, release, Number(count)))).toEqual(
      Object.values(hashWithCollisionCount),
    );
  });

  it.each(Object.entries(recorded(`dumps-${version}`) as Record<string, string>))(
    'when %s is dumped, every byte is the recorded one',
    (name, dump) => {
      expect(podTemplateDump(templates.get(name)!, release)).toBe(dump);
    },
  );
});

describe('podTemplateHash in the stories', () => {
  const rows = (recorded('stories') as Story[]).flatMap((story) =>
    story.releases.map((release) => ({ ...story, release })),
  );

  it.each(rows)('when $release runs $image, it is $hash', ({ release, labels, container, image, ports, hash }) => {
    const template = {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: container,
            image,
            ...(ports && { ports: ports.map((port) => ({ ...port, protocol: 'TCP' })) }),
            resources: {},
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            imagePullPolicy: 'IfNotPresent',
          },
        ],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        dnsPolicy: 'ClusterFirst',
        securityContext: {},
        schedulerName: 'default-scheduler',
      },
    };
    expect(podTemplateHash(template, release)).toBe(hash);
  });
});
