import { beforeAll, describe, expect, it } from '@jest/globals';
import { atOnce, setClusterRelease } from './pod-life.js';
import { storyManifest } from './story-manifest.js';
import { kubectlHistory, type People, type Storyteller, storyteller } from './storyteller.js';

const EDITED = 'kubectl edit deploy/ml-pipeline-newvis --namespace=kubeflow --record=true';
const CAUSE = 'kubernetes.io/change-cause';

/** D. Why was it changed? (ml-pipeline-newvis), on Kubernetes 1.16 and 1.17. */
export function storyD(people: () => People): void {
  const newvis = (image: string, annotations?: Readonly<Record<string, string>>) =>
    storyManifest({
      name: 'ml-pipeline-newvis',
      ...(annotations && { annotations }),
      templateLabels: { app: 'ml-pipeline-newvis' },
      replicas: 1,
      container: { name: 'ml-pipeline-newvis', image, ports: [{ containerPort: 5000 }] },
    });
  const edit = (image: string) => ({ images: [{ container: 'ml-pipeline-newvis', image }] });

  describe.each(['1.16', '1.17'])('D: why was it changed, on Kubernetes %s', (release) => {
    const cluster = `story-d-${release}`;
    let teller: Storyteller;
    beforeAll(async () => {
      teller = storyteller(people().mina, { cluster, namespace: 'kubeflow', name: 'ml-pipeline-newvis' });
      await setClusterRelease(people().mina, cluster, release);
      await atOnce(people().mina, { cluster });
      await teller.apply(newvis('jwher/new-vis:v1.2'));
    });

    it('when nobody said why, there is no cause', async () => {
      expect(kubectlHistory(await teller.seen())).toEqual([[1, '<none>']]);
    });

    it('when it is annotated, kubectl shows the cause of the current revision, and the change has it', async () => {
      const { change } = await teller.tell('annotateDeployment', { annotations: { [CAUSE]: '첫 배포' } });
      expect(change?.cause).toBe('첫 배포');
      const seen = await teller.seen();
      expect(kubectlHistory(seen)).toEqual([[1, '첫 배포']]);
      expect(seen.changes.nodes.map(({ cause }) => cause)).toEqual([null, '첫 배포']);
    });

    it('when it is edited and recorded, the second revision has its own cause and the first keeps its', async () => {
      await teller.tell('setImage', { ...edit('jwher/new-vis:v1.3'), changeCause: EDITED });
      expect(kubectlHistory(await teller.seen())).toEqual([
        [1, '첫 배포'],
        [2, EDITED],
      ]);
    });

    it('when revision 1 is looked at, it is what was deployed first', async () => {
      const { revisions } = await teller.seen();
      const first = revisions.nodes.find(({ number }) => number === 1);
      expect(first).toMatchObject({
        podTemplateHash: '5d754d989b',
        replicaSet: 'ml-pipeline-newvis-5d754d989b',
        cause: null,
        template: {
          metadata: { labels: { app: 'ml-pipeline-newvis' } },
          spec: { containers: [{ image: 'jwher/new-vis:v1.2', ports: [{ containerPort: 5000, protocol: 'TCP' }] }] },
        },
      });
    });

    it('when it is undone, and undone to 2, one pod of it is ready and available each time', async () => {
      await teller.tell('undoRollout', {});
      expect(kubectlHistory(await teller.seen())).toEqual([
        [2, EDITED],
        [3, '첫 배포'],
      ]);
      await teller.tell('undoRollout', { toRevision: 2 });
      const seen = await teller.seen();
      expect(seen.status).toEqual({ readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1 });
      expect(kubectlHistory(seen)).toEqual([
        [3, '첫 배포'],
        [4, EDITED],
      ]);
    });

    it('when nobody says why, kubectl shows the old cause again, and GraphQL shows none', async () => {
      const { change } = await teller.tell('setImage', edit('jwher/new-vis:v1.4'));
      expect(change?.cause).toBeNull();
      const seen = await teller.seen();
      expect(kubectlHistory(seen)).toEqual([
        [3, '첫 배포'],
        [4, EDITED],
        [5, EDITED],
      ]);
      expect(seen.revisions.nodes[0]).toMatchObject({ number: 5, cause: null });
    });

    it('when the cause stands in the manifest, it is the cause of that change', async () => {
      const { change } = await teller.apply(newvis('jwher/new-vis:v1.5', { [CAUSE]: 'v1.5: 새 시각화' }));
      expect(change?.cause).toBe('v1.5: 새 시각화');
      expect(kubectlHistory(await teller.seen()).at(-1)).toEqual([6, 'v1.5: 새 시각화']);
    });
  });
}
