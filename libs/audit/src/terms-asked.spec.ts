import { describe, expect, it } from '@jest/globals';
import { changeFacts } from './change-facts.js';
import { type ChangeQuestion, termsAsked } from './terms-asked.js';
import { termsOfChange } from './terms.js';

const FACTS = {
  ...changeFacts(undefined, undefined, ['PodTemplateChanged', 'DeploymentScaled']),
  images: ['nginx:1.24', 'nginx:1.25'],
  paths: ['spec.template.spec.containers[name="web"].image', 'spec.replicas'],
};
const CHANGE = { objectKind: 'Deployment', name: 'web', source: 'graphql', cause: 'OPS-12: Überlast' };

/** What an index answers. */
function isFound(question: ChangeQuestion, facts = FACTS): boolean {
  const terms = termsOfChange(CHANGE, facts);
  return termsAsked(question).every((group) => group.some((text) => terms.includes(text)));
}

describe('what a change is found by', () => {
  it.each<[ChangeQuestion, boolean]>([
    [{}, true],
    [{ name: 'web', sources: ['watch', 'graphql'], kinds: ['DeploymentScaled'] }, true],
    [{ name: 'we' }, false],
    [{ objectKinds: ['Deployment', 'Pod'] }, true],
    [{ objectKinds: ['Pod'] }, false],
    [{ sources: [] }, false],
    [{ kinds: ['RolloutPaused'] }, false],
    [{ image: { kind: 'reference', text: 'docker.io/library/nginx:1.25' } }, true],
    [{ image: { kind: 'repository', text: 'docker.io/library/nginx' } }, true],
    [{ image: { kind: 'repository', text: 'docker.io/library/ngin' } }, false],
    [{ image: { kind: 'tag', text: '1.24' } }, true],
    [{ image: { kind: 'digest', text: 'sha256:0' } }, false],
    [{ image: { kind: 'references', texts: ['nginx:1.1', 'nginx:1.24'] } }, true],
    [{ image: { kind: 'references', texts: [] } }, false],
    [{ image: { kind: 'folder', text: 'docker.io/' } }, true],
    [{ image: { kind: 'folder', text: 'r.io/' } }, false],
    [{ path: 'spec' }, true],
    [{ path: 'spec.template.spec.containers[*].image' }, true],
    [{ path: 'spec.template.spec.containers[name="web"]' }, true],
    [{ path: 'spec.template.spec.containers[name="proxy"]' }, false],
    [{ path: 'spec.replica' }, false],
    [{ words: 'überlast ops' }, true],
    [{ words: 'ops-1' }, false],
    [{ words: '12' }, true],
    [{ words: 'last' }, false],
  ])('when %j is asked, it is found: %s', (question, found) => {
    expect(isFound(question)).toBe(found);
  });

  it('when a change is wide, it is found by every field that it may have altered', () => {
    const wide = { ...FACTS, paths: ['spec.template', 'metadata.labels'], wide: true };
    expect(isFound({ path: 'spec.template.spec.containers[name="web"].image' }, wide)).toBe(true);
    expect(isFound({ path: 'metadata' }, wide)).toBe(true);
    expect(isFound({ path: 'spec.replicas' }, wide)).toBe(false);
  });

  it('when a text cannot be kept, it is known by what can', () => {
    const change = { ...CHANGE, name: `a\0${'x'.repeat(700)}` };
    expect(termsOfChange(change, FACTS)[0]).toBe(`d:a\ufffd${'x'.repeat(596)}`);
    expect(termsAsked({ name: change.name })).toEqual([[`d:a\ufffd${'x'.repeat(596)}`]]);
  });
});
