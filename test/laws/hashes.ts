import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KUBERNETES_RELEASES, podTemplateHash, templatesEqual } from '#libs/kubernetes';
import { law, type Law } from './law.js';
import { played } from './played.js';
import { cluster } from './random-cluster.js';
import { randomTemplate, shuffled } from './random-template.js';

const release = fc.constantFrom(...KUBERNETES_RELEASES);

/** Templates and the names they give. */
export const HASHES: readonly Law[] = [
  law('the same template has the same hash', fc.tuple(randomTemplate, fc.nat(), release), ([template, turn, of]) => {
    const other = shuffled(template, turn);
    assert.equal(podTemplateHash(other, of), podTemplateHash(template, of));
    assert.ok(templatesEqual(other, template));
  }),

  law('templates of two hashes are not the same', fc.tuple(randomTemplate, randomTemplate, release), ([a, b, of]) => {
    const same = podTemplateHash(a, of) === podTemplateHash(b, of);
    if (!same) assert.ok(!templatesEqual(a, b));
  }),

  law('one template has one ReplicaSet, named after its hash', cluster, (one) => {
    const { observations, state } = played(one);
    for (const { kind, object } of observations.filter((seen) => seen.kind === 'ReplicaSet')) {
      assert.equal(kind, 'ReplicaSet');
      assert.equal(object.name, `web-${podTemplateHash(object.template, one.release)}`);
    }
    const images = state.replicaSets.map(({ template }) => template.spec.containers[0]?.image);
    assert.equal(new Set(images).size, images.length);
  }),
];
