import { beforeAll, describe, expect, it } from '@jest/globals';
import { atOnce, setClusterRelease, setPodLife } from './pod-life.js';
import { storyManifest } from './story-manifest.js';
import {
  after,
  kubectlHistory,
  kubectlReplicaSets,
  type People,
  type Storyteller,
  storyteller,
} from './storyteller.js';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: vweb
  labels:
    kiamol: ch09
spec:
  type: LoadBalancer
  ports:
    - port: 8090
      targetPort: 80
  selector:
    app: vweb
`;

/** B. Scaling is not a rollout (vweb), on Kubernetes 1.28. */
export function storyB(people: () => People): void {
  const vweb = (replicas: number) =>
    storyManifest({
      name: 'vweb',
      labels: { kiamol: 'ch09' },
      templateLabels: { app: 'vweb', version: 'v1' },
      replicas,
      container: { name: 'web', image: 'kiamol/ch09-vweb:v1', ports: [{ name: 'http', containerPort: 80 }] },
    });

  describe.each(['1.28', '1.29'])('B: scaling is not a rollout, on Kubernetes %s', (release) => {
    const cluster = `story-b-${release}`;
    let teller: Storyteller;
    beforeAll(async () => {
      teller = storyteller(people().mina, { cluster, namespace: 'default', name: 'vweb' });
      await setClusterRelease(people().mina, cluster, release);
      await atOnce(people().mina, { cluster });
      await setPodLife(people().mina, { cluster, imagePattern: 'kiamol/ch09-vweb:v2', startSeconds: 10 });
    });

    it('when it is applied, there is one ReplicaSet of two', async () => {
      const { message } = await teller.apply(`${SERVICE}---\n${JSON.stringify(vweb(2))}\n`);
      expect(message).toBe('created: web kiamol/ch09-vweb:v1, 2 replicas');
      expect(kubectlReplicaSets(await teller.seen())).toEqual([['vweb-6bd7464487', 2, 2, 2]]);
    });

    it('when three are wanted of the same template, it is the same ReplicaSet and the same revision', async () => {
      const began = Date.now();
      const { change } = await teller.as(people().tom).apply(vweb(3));
      const seen = await teller.seen();
      expect(kubectlReplicaSets(seen)).toEqual([['vweb-6bd7464487', 3, 3, 3]]);
      expect(kubectlHistory(seen)).toEqual([[1, '<none>']]);
      expect(change).toMatchObject({
        actor: { subject: 'tom' },
        summary: expect.stringContaining('replicas: 2 -> 3'),
      });
      expect(Date.parse(change?.occurredAt ?? '')).toBeGreaterThanOrEqual(began);
      expect(Date.parse(change?.occurredAt ?? '')).toBeLessThanOrEqual(Date.now());
      expect(seen.changes.nodes.at(-1)).toEqual(change);
    });

    it('when the image is set, six seconds later the new ReplicaSet has one pod that is not ready', async () => {
      const told = await teller.tell('setImage', { images: [{ container: 'web', image: 'kiamol/ch09-vweb:v2' }] });
      const seen = await teller.seen(after(told, 6));
      expect(kubectlReplicaSets(seen)).toEqual([
        ['vweb-6bd7464487', 3, 3, 3],
        ['vweb-7c675fdd96', 1, 1, 0],
      ]);
      expect(kubectlHistory(seen)).toEqual([
        [1, '<none>'],
        [2, '<none>'],
      ]);
    });
  });
}
