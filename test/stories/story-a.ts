import { beforeAll, describe, expect, it } from '@jest/globals';
import { atOnce, setPodLife } from './pod-life.js';
import { storyManifest } from './story-manifest.js';
import {
  after,
  diffOf,
  kubectlHistory,
  kubectlReplicaSets,
  type People,
  podCounts,
  type Storyteller,
  storyteller,
} from './storyteller.js';

const RECORDED = 'kubectl set image deployment/my-app my-app-container=my-app:2.0';

/** A. A deployment gets its second version and goes back (my-app). */
export function storyA(people: () => People): void {
  const myApp = (image: string) =>
    storyManifest({
      name: 'my-app',
      replicas: 3,
      templateLabels: { app: 'my-app' },
      container: { name: 'my-app-container', image },
    });
  const images = [{ container: 'my-app-container', image: 'my-app:2.0' }];

  describe('A: the second version, and back', () => {
    let teller: Storyteller;
    beforeAll(async () => {
      teller = storyteller(people().mina, { cluster: 'story-a', namespace: 'default', name: 'my-app' });
      await atOnce(people().mina, { cluster: 'story-a' });
    });

    it('when the manifest is applied, revision 1 has no cause', async () => {
      const { message, change } = await teller.apply(myApp('my-app:1.0'));
      expect(message).toBe('created: my-app-container my-app:1.0, 3 replicas');
      expect(change).toMatchObject({ actor: { subject: 'mina' }, source: 'GRAPHQL', cause: null });
      const seen = await teller.seen();
      expect(kubectlHistory(seen)).toEqual([[1, '<none>']]);
      expect(kubectlReplicaSets(seen)).toEqual([['my-app-66d6dffc99', 3, 3, 3]]);
    });

    it('when the image is set and the cause recorded, revision 2 has it, and the old ReplicaSet stays at 0', async () => {
      const { change, diff } = await teller.tell('setImage', { images, changeCause: RECORDED });
      expect(change).toMatchObject({
        cause: RECORDED,
        summary: expect.stringContaining('image of my-app-container: my-app:1.0 -> my-app:2.0'),
      });
      expect(diff?.fields).toContainEqual({
        path: 'spec.template.spec.containers[name="my-app-container"].image',
        before: 'my-app:1.0',
        after: 'my-app:2.0',
      });
      const seen = await teller.seen();
      expect(kubectlHistory(seen)).toEqual([
        [1, '<none>'],
        [2, RECORDED],
      ]);
      expect(kubectlReplicaSets(seen)).toEqual([
        ['my-app-5556894bd8', 3, 3, 3],
        ['my-app-66d6dffc99', 0, 0, 0],
      ]);
      expect(seen.rollouts.nodes[0]).toMatchObject({
        fromRevision: 1,
        toRevision: 2,
        outcome: 'Complete',
        lowestAvailable: 3,
      });
    });

    it('when revision 2 is looked at, it has the image, and neither ports, environment nor mounts', async () => {
      const { revisions } = await teller.seen();
      const second = revisions.nodes.find(({ number }) => number === 2);
      expect(second).toMatchObject({ cause: RECORDED, podTemplateHash: '5556894bd8', images: ['my-app:2.0'] });
      expect(second?.template).toMatchObject({ metadata: { labels: { app: 'my-app' } } });
      const [container] = (second?.template as { spec: { containers: readonly object[] } }).spec.containers;
      expect(container).toMatchObject({ name: 'my-app-container', image: 'my-app:2.0' });
      for (const absent of ['ports', 'env', 'volumeMounts']) expect(container).not.toHaveProperty(absent);
    });

    it('when the two revisions are compared, it is the image alone, in every form', async () => {
      const path = 'spec.template.spec.containers[name="my-app-container"].image';
      const { fields, jsonPatch, unified } = await diffOf(people().tom, teller.place, [
        { revision: 1 },
        { revision: 2 },
      ]);
      expect(fields).toEqual([
        { path, container: 'my-app-container', kind: 'CHANGED', before: 'my-app:1.0', after: 'my-app:2.0' },
      ]);
      expect(jsonPatch).toContainEqual({
        op: 'replace',
        path: '/spec/template/spec/containers/0/image',
        value: 'my-app:2.0',
      });
      const lines = unified.split('\n').filter((line) => /^[-+] /.test(line));
      expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual(['- - image: my-app:1.0', '+ - image: my-app:2.0']);
    });

    it('when it goes back to revision 1, that becomes revision 3, of the same ReplicaSet', async () => {
      const { change } = await teller.tell('undoRollout', { toRevision: 1, changeCause: 'checkout is broken' });
      expect(change).toMatchObject({ cause: 'checkout is broken' });
      const seen = await teller.seen();
      expect(kubectlHistory(seen).map(([number]) => number)).toEqual([2, 3]);
      expect(kubectlReplicaSets(seen)).toEqual([
        ['my-app-5556894bd8', 0, 0, 0],
        ['my-app-66d6dffc99', 3, 3, 3],
      ]);
      expect(
        seen.revisions.nodes.map(({ number, restoredFrom, supersededBy, keptByCluster }) => ({
          number,
          restoredFrom,
          supersededBy,
          keptByCluster,
        })),
      ).toEqual([
        { number: 3, restoredFrom: 1, supersededBy: null, keptByCluster: true },
        { number: 2, restoredFrom: null, supersededBy: null, keptByCluster: true },
        { number: 1, restoredFrom: null, supersededBy: 3, keptByCluster: false },
      ]);
    });

    it('when no number is given, it goes to the one before', async () => {
      await teller.tell('undoRollout', {});
      const seen = await teller.seen();
      expect(kubectlHistory(seen)).toContainEqual([4, RECORDED]);
      expect(seen.spec.containers).toEqual([{ name: 'my-app-container', image: 'my-app:2.0' }]);
    });

    it('when it goes to where it is, nothing is recorded, and it says so', async () => {
      expect(await teller.tell('undoRollout', { toRevision: 4 })).toMatchObject({
        changed: false,
        change: null,
        message: 'skipped rollback (current template already matches revision 4)',
      });
    });

    it.each([
      [{ toRevision: 99 }, 'NOT_FOUND', 'unable to find specified revision 99 in history'],
      [{ toRevision: -1 }, 'BAD_USER_INPUT', "toRevision: must be a revision's number, not -1"],
    ])('when it shall go to %j, it is refused', async (input, code, message) => {
      expect(await teller.refused('undoRollout', input)).toMatchObject({ message, extensions: { code } });
    });

    it('when the changed file is applied instead, it is the next revision too', async () => {
      await teller.apply(myApp('my-app:3.0'));
      expect(kubectlHistory(await teller.seen()).map(([number]) => number)).toEqual([3, 4, 5]);
    });

    it.each([
      ['undoRollout', { name: 'nobody' }, 'NOT_FOUND', 'deployments.apps "nobody" not found'],
      [
        'setImage',
        { images: [{ container: 'web', image: 'x' }] },
        'BAD_USER_INPUT',
        'unable to find container named "web": the template has my-app-container',
      ],
      [
        'scaleDeployment',
        { replicas: -1 },
        'INVALID',
        'Deployment.apps "my-app" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      ],
    ])('when %s is asked for with %j, it is refused', async (mutation, input, code, message) => {
      expect(await teller.refused(mutation, input)).toMatchObject({ message, extensions: { code } });
    });

    it('when somebody read it before another changed it, the second change is a conflict', async () => {
      const { position } = await teller.seen();
      await teller.tell('scaleDeployment', { replicas: 4, expectedPosition: position });
      const late = await teller.refused('scaleDeployment', { replicas: 5, expectedPosition: position });
      expect(late.extensions.code).toBe('CONFLICT');
      expect((await teller.seen()).spec.replicas).toBe(4);
    });
  });

  describe('A: with and without downtime', () => {
    const cluster = 'story-a-strategies';
    const [first, second] = ['my-app-66d6dffc99', 'my-app-5556894bd8'];
    beforeAll(async () => {
      await setPodLife(people().mina, { cluster, imagePattern: 'my-app:1.0', terminationSeconds: 2 });
      await setPodLife(people().mina, { cluster, imagePattern: 'my-app:2.0', startSeconds: 3 });
    });
    const rolled = async (namespace: string, strategy: object) => {
      const teller = storyteller(people().mina, { cluster, namespace, name: 'my-app' });
      const manifest = myApp('my-app:1.0');
      await teller.apply({ ...manifest, spec: { ...manifest.spec, ...strategy } });
      return { teller, told: await teller.tell('setImage', { images }) };
    };

    it('when all pods end first, nothing runs in between', async () => {
      const { teller, told } = await rolled('recreated', { strategy: { type: 'Recreate' } });
      expect(podCounts(await teller.seen(after(told, 1)))).toEqual({ [`${first} Terminating`]: 3 });
      expect(podCounts(await teller.seen(after(told, 4)))).toEqual({ [`${second} ContainerCreating`]: 3 });
      const seen = await teller.seen(after(told, 6));
      expect(podCounts(seen)).toEqual({ [`${second} Running`]: 3 });
      expect(seen.rollouts.nodes[0]).toMatchObject({ lowestAvailable: 0, mostPods: 3, outcome: 'Complete' });
    });

    it('when they are replaced gradually, three run at every moment', async () => {
      const { teller, told } = await rolled('rolled', {});
      const running = async (seconds: number): Promise<number> => {
        const { status } = await teller.seen(after(told, seconds));
        return status.availableReplicas;
      };
      for (const seconds of [0.5, 1, 2, 3.5, 4, 5, 6.5, 8, 9.5])
        expect(await running(seconds)).toBeGreaterThanOrEqual(3);
      const seen = await teller.seen(after(told, 12));
      expect(seen.rollouts.nodes[0]).toMatchObject({ lowestAvailable: 3, outcome: 'Complete' });
      expect(podCounts(seen)).toEqual({ [`${second} Running`]: 3 });
    });
  });
}
