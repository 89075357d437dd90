import { beforeAll, describe, expect, it } from '@jest/globals';
import { setClusterRelease, setPodLife } from './pod-life.js';
import { storyManifest } from './story-manifest.js';
import {
  after,
  kubectlReplicaSets,
  type People,
  podCounts,
  type Storyteller,
  storyteller,
  type Told,
} from './storyteller.js';

const OLD = 'web-deploy-5899d78c9';
const RESTORED = 'web-deploy-6bc4dfc596';

/** C. An undo under way, ten replicas (web-deploy), on Kubernetes 1.19 to 1.22. */
export function storyC(people: () => People): void {
  const webDeploy = storyManifest({
    name: 'web-deploy',
    templateLabels: { app: 'web' },
    replicas: 10,
    container: { name: 'nginx', image: 'nginx:1.16' },
  });

  describe.each(['1.19', '1.20', '1.21', '1.22'])('C: an undo under way, on Kubernetes %s', (release) => {
    const cluster = `story-c-${release}`;
    let teller: Storyteller;
    let undo: Told;
    beforeAll(async () => {
      teller = storyteller(people().mina, { cluster, namespace: 'default', name: 'web-deploy' });
      await setClusterRelease(people().mina, cluster, release);
      // All run at once; then pods are ready after 3 s, and those of 1.17 need 3 s to end.
      await setPodLife(people().mina, { cluster });
      await setPodLife(people().mina, { cluster, imagePattern: 'nginx:1.17', terminationSeconds: 3 });
      await teller.apply(webDeploy);
      await teller.tell('setImage', { images: [{ container: 'nginx', image: 'nginx:1.17' }] });
      await setPodLife(people().mina, { cluster, startSeconds: 3, terminationSeconds: 3 });
      undo = await teller.tell('undoRollout', {});
    });

    it('when it begins, eight of the old serve, five new are made, and two end', async () => {
      const seen = await teller.seen(after(undo, 1));
      expect(kubectlReplicaSets(seen)).toEqual([
        [OLD, 8, 8, 8],
        [RESTORED, 5, 5, 0],
      ]);
      expect(podCounts(seen)).toEqual({
        [`${OLD} Running`]: 8,
        [`${OLD} Terminating`]: 2,
        [`${RESTORED} ContainerCreating`]: 5,
      });
    });

    it('when five seconds have gone, old and new run beside pods that end and pods that start', async () => {
      const moment = after(undo, 5);
      const seen = await teller.seen(moment);
      expect(podCounts(seen)).toEqual({
        [`${OLD} Running`]: 3,
        [`${OLD} Terminating`]: 5,
        [`${RESTORED} Running`]: 5,
        [`${RESTORED} ContainerCreating`]: 5,
      });
      const ages = seen.pods.nodes
        .filter(({ replicaSet }) => replicaSet === RESTORED)
        .map(({ status, createdAt }) => [status, Math.round((moment.getTime() - Date.parse(createdAt)) / 1000)]);
      expect(new Map(ages.map(([status, age]) => [status, age]))).toEqual(
        new Map([
          ['Running', 5],
          ['ContainerCreating', 2],
        ]),
      );
    });

    it('when ten seconds have gone, ten of the restored ReplicaSet run and nothing else', async () => {
      const seen = await teller.seen(after(undo, 10));
      expect(podCounts(seen)).toEqual({ [`${RESTORED} Running`]: 10 });
      expect(seen.rollouts.nodes[0]).toMatchObject({
        fromRevision: 2,
        toRevision: 3,
        outcome: 'Complete',
        lowestAvailable: 8,
      });
    });

    it('when it is asked what ran, it is the ReplicaSet that ran before, under a new number', async () => {
      const { revisions } = await teller.seen(after(undo, 10));
      expect(revisions.nodes[0]).toMatchObject({
        number: 3,
        replicaSet: RESTORED,
        restoredFrom: 1,
        images: ['nginx:1.16'],
      });
    });
  });
}
