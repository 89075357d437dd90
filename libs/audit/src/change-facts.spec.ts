import { describe, expect, it } from '@jest/globals';
import type { DeploymentState } from '#libs/history';
import { changeFacts } from './change-facts.js';

function state(containers: readonly object[], { deleted = false, labels = {} } = {}): DeploymentState {
  const spec = { replicas: 3, template: { spec: { containers, initContainers: [{ name: 'init', image: 'init:1' }] } } };
  return { deployment: { labels, annotations: {}, spec }, deleted } as unknown as DeploymentState;
}
const web = (image: string) => ({ name: 'web', image });

describe('what a change did', () => {
  it('when an image changed, it is about both', () => {
    expect(changeFacts(state([web('web:1')]), state([web('web:2')]), ['PodTemplateChanged'])).toMatchObject({
      kinds: ['PodTemplateChanged'],
      images: ['web:1', 'web:2'],
      paths: ['spec.template.spec.containers[name="web"].image'],
      fields: [{ kind: 'changed', before: 'web:1', after: 'web:2' }],
      wide: false,
    });
  });

  it('when it creates, it brings all in; when it deletes, it takes all images out and touches no field', () => {
    const before = state([web('web:1')]);
    expect(changeFacts(undefined, before, ['DeploymentCreated'])).toMatchObject({
      images: ['web:1', 'init:1'],
      paths: [
        'spec.replicas',
        'spec.template.spec.containers[name="web"].image',
        'spec.template.spec.initContainers[name="init"].image',
      ],
    });
    expect(changeFacts(before, state([web('web:1')], { deleted: true }), ['DeploymentDeleted'])).toEqual({
      ...{ kinds: ['DeploymentDeleted'], images: ['web:1', 'init:1'], fields: [], paths: [], wide: false },
    });
  });

  it('when it alters more fields than are kept one by one, the parts they are in are kept', () => {
    const labels = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => [`l${number}`, 'x']));
    const facts = (count: number) =>
      changeFacts(state([]), state([], { labels: labels(count) }), ['LabelsChanged', 'LabelsChanged']);

    expect(facts(2000)).toMatchObject({ kinds: ['LabelsChanged'], paths: { length: 2000 }, wide: false });
    expect(changeFacts(undefined, state([web('a')], { labels: labels(2000) }), [])).toMatchObject({
      paths: ['metadata.labels', 'spec.replicas', 'spec.template'],
      wide: true,
    });
  });

  it('when what was before or after cannot be read, it says no more than its kind', () => {
    expect(changeFacts(state([]), undefined, ['Unknown'])).toEqual({
      ...{ kinds: ['Unknown'], images: [], fields: [], paths: [], wide: false },
    });
  });
});
