import { beforeAll, describe, expect, it } from '@jest/globals';
import { atOnce, setPodLife } from './pod-life.js';
import { storyManifest } from './story-manifest.js';
import {
  after,
  kubectlHistory,
  kubectlReplicaSets,
  type People,
  type Seen,
  type Storyteller,
  storyteller,
} from './storyteller.js';

const FIRST = 'myapp-deployment-7979656b6c';
const SECOND = 'myapp-deployment-f6ff95c84';

/** E. Two strategies seen from `describe`, and ReplicaSets before and after (myapp-deployment). */
export function storyE(people: () => People): void {
  const cluster = 'story-e';
  const myApp = (name: string, strategy?: Readonly<{ type: string }>) =>
    storyManifest({
      name,
      ...(strategy && { strategy }),
      templateLabels: { app: name },
      replicas: 5,
      container: { name: 'nginx', image: 'nginx:1.7.0' },
    });
  const images = [{ container: 'nginx', image: 'nginx:1.9.1' }];

  describe('E: two strategies, told apart by their events', () => {
    beforeAll(() =>
      setPodLife(people().mina, { cluster, namespace: 'watched', imagePattern: 'nginx:1.7.0', terminationSeconds: 2 }),
    );
    beforeAll(() =>
      setPodLife(people().mina, { cluster, namespace: 'watched', imagePattern: 'nginx:1.9.1', startSeconds: 3 }),
    );

    it('when it is rolled, old and new are scaled a little at a time', async () => {
      const teller = storyteller(people().mina, { cluster, namespace: 'watched', name: 'myapp-deployment' });
      await teller.apply(myApp('myapp-deployment'));
      const rolled = await teller.tell('setImage', { images });
      expect(scalings(await teller.seen(after(rolled, 30)))).toEqual([
        `Scaled up replica set ${FIRST} from 0 to 5`,
        `Scaled up replica set ${SECOND} from 0 to 2`,
        `Scaled down replica set ${FIRST} from 5 to 4`,
        `Scaled up replica set ${SECOND} from 2 to 3`,
        `Scaled down replica set ${FIRST} from 4 to 1`,
        `Scaled up replica set ${SECOND} from 3 to 5`,
        `Scaled down replica set ${FIRST} from 1 to 0`,
      ]);
    });

    it('when it is recreated, the old are scaled to 0 and then the new to 5', async () => {
      const teller = storyteller(people().mina, { cluster, namespace: 'watched', name: 'myapp-recreate' });
      await teller.apply(myApp('myapp-recreate', { type: 'Recreate' }));
      const recreated = await teller.tell('setImage', { images });
      const seen = await teller.seen(after(recreated, 30));
      expect(scalings(seen)).toEqual([
        'Scaled up replica set myapp-recreate-5dfdd66bbf from 0 to 5',
        'Scaled down replica set myapp-recreate-5dfdd66bbf from 5 to 0',
        'Scaled up replica set myapp-recreate-84cfb8489d from 0 to 5',
      ]);
      expect(seen.rollouts.nodes[0]).toMatchObject({ outcome: 'Complete', lowestAvailable: 0, mostPods: 5 });
    });
  });

  describe('E: ReplicaSets before and after an undo', () => {
    let teller: Storyteller;
    beforeAll(async () => {
      await atOnce(people().mina, { cluster });
      teller = storyteller(people().mina, { cluster, namespace: 'default', name: 'myapp-deployment' });
      await teller.apply(myApp('myapp-deployment'));
    });

    it('when the same file is applied again, nothing is recorded', async () => {
      expect(await teller.apply(myApp('myapp-deployment'))).toMatchObject({ changed: false, change: null });
      expect((await teller.seen()).changes.nodes).toHaveLength(1);
    });

    it('when the image is set, the first ReplicaSet is at 0 and the second at 5', async () => {
      await teller.tell('setImage', { images });
      expect(kubectlReplicaSets(await teller.seen())).toEqual([
        [FIRST, 0, 0, 0],
        [SECOND, 5, 5, 5],
      ]);
    });

    it('when the file would be applied again, it would take the new image back', async () => {
      const { changed, change, diff } = await teller.apply(myApp('myapp-deployment'), { dryRun: true });
      expect({ changed, change }).toEqual({ changed: true, change: null });
      expect(diff?.fields).toEqual([
        { path: 'spec.template.spec.containers[name="nginx"].image', before: 'nginx:1.9.1', after: 'nginx:1.7.0' },
      ]);
      expect((await teller.seen()).spec.containers).toEqual([{ name: 'nginx', image: 'nginx:1.9.1' }]);
    });

    it('when it is undone, they are the other way round', async () => {
      await teller.tell('undoRollout', {});
      const seen = await teller.seen();
      expect(kubectlReplicaSets(seen)).toEqual([
        [FIRST, 5, 5, 5],
        [SECOND, 0, 0, 0],
      ]);
      expect(kubectlHistory(seen)).toEqual([
        [2, '<none>'],
        [3, '<none>'],
      ]);
    });
  });
}

function scalings({ events }: Seen): readonly string[] {
  return events.nodes.filter(({ reason }) => reason === 'ScalingReplicaSet').map(({ message }) => message);
}
