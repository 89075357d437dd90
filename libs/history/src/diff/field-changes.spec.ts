import { describe, expect, it } from '@jest/globals';
import type { Json } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { fieldChanges } from './field-changes.js';

const POD_LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
const WEB = { name: 'web', image: 'web:1' };

function state(containers: readonly object[], more: object = {}, metadata: object = {}): DeploymentState {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
  const spec = { replicas: 3, template, selector: {}, ...more };
  const deployment = { labels: {}, annotations: {}, ...metadata, spec };
  return { deployment, podLife: POD_LIFE, release: '1.36', deleted: false } as unknown as DeploymentState;
}

const lines = (before: DeploymentState | undefined, after: DeploymentState) =>
  fieldChanges(before, after).map(
    ({ path, kind, before: was, after: is }) => `${kind} ${path} ${JSON.stringify(was)} -> ${JSON.stringify(is)}`,
  );

/** What a state's fields are, put together from changes. */
function applied(fields: Map<string, Json>, before: DeploymentState | undefined, after: DeploymentState) {
  for (const { path, after: value } of fieldChanges(before, after)) {
    if (value === undefined) fields.delete(path);
    else fields.set(path, value);
  }
  return fields;
}

describe('fieldChanges', () => {
  it('when a Deployment is created, each of its fields is added', () => {
    expect(lines(undefined, state([WEB], {}, { labels: { app: 'web' } }))).toEqual([
      'added metadata.labels.app undefined -> "web"',
      'added spec.replicas undefined -> 3',
      'added spec.selector undefined -> {}',
      'added spec.template.metadata.labels.app undefined -> "web"',
      'added spec.template.spec.containers[name="web"].image undefined -> "web:1"',
    ]);
  });

  it('when a container is added, so are its fields, and the order of the list changes', () => {
    const proxy = { name: 'proxy', image: 'proxy:1', env: [{ name: 'A', value: '1' }, { name: 'B' }] };
    expect(lines(state([WEB]), state([WEB, proxy]))).toEqual([
      'added spec.template.spec.containers undefined -> ["web","proxy"]',
      'added spec.template.spec.containers[name="proxy"].image undefined -> "proxy:1"',
      'added spec.template.spec.containers[name="proxy"].env undefined -> ["A","B"]',
      'added spec.template.spec.containers[name="proxy"].env[name="A"].value undefined -> "1"',
      'added spec.template.spec.containers[name="proxy"].env[name="B"] undefined -> "B"',
    ]);
    expect(lines(state([WEB, proxy]), state([proxy, WEB]))).toEqual([
      'changed spec.template.spec.containers ["web","proxy"] -> ["proxy","web"]',
    ]);
  });

  it('when it is about a container, it says which', () => {
    expect(fieldChanges(state([WEB]), state([{ ...WEB, image: 'web:2' }]))).toEqual([
      {
        path: 'spec.template.spec.containers[name="web"].image',
        ...{ container: 'web', kind: 'changed', before: 'web:1', after: 'web:2' },
      },
    ]);
  });

  it('when nothing or only what says why changed, there are none', () => {
    const before = state([WEB], {}, { annotations: { 'kubernetes.io/change-cause': 'a' } });
    expect(fieldChanges(before, before)).toEqual([]);
    expect(fieldChanges(before, state([WEB]))).toEqual([]);
  });

  it('when states follow each other in any way, the changes lead to the fields of the last', () => {
    const port = (...ports: object[]) => [{ ...WEB, ports }];
    const states = [
      state([WEB]),
      state(port({ containerPort: 53, protocol: 'TCP' }, { containerPort: 53, protocol: 'UDP' })), // no keys: one leaf
      state(port({ containerPort: 53, protocol: 'TCP' }, { containerPort: 54 })),
      state([{ ...WEB, resources: {} }]),
      state([{ ...WEB, resources: { limits: { cpu: '1' } } }], { paused: true }, { labels: { a: 'b' } }),
      state([], {}),
    ];
    let fields = new Map<string, Json>();
    states.forEach((after, index) => {
      fields = applied(fields, states[index - 1], after);
      expect(fields).toEqual(applied(new Map(), undefined, after));
    });
  });
});
