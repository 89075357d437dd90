import { describe, expect, it } from '@jest/globals';
import { type JsonObject, parseLabelSelector } from '#libs/kubernetes';
import type { ResourceKey } from '../resource/served-resources.js';
import { parseFieldSelector } from './field-selector.js';
import { selectableOf } from './selectable-of.js';
import { exactField, type Selection, selects } from './selection.js';

describe('parseFieldSelector', () => {
  it.each([
    ['', []],
    ['metadata.name=web', [['metadata.name', '=', 'web']]],
    ['metadata.name==web,', [['metadata.name', '=', 'web']]],
    ['metadata.name!=web', [['metadata.name', '!=', 'web']]],
    ['metadata.name=', [['metadata.name', '=', '']]],
    ['spec.host=node-1', [['spec.nodeName', '=', 'node-1']]],
    [
      'status.phase=Running,spec.nodeName!=a',
      [
        ['status.phase', '=', 'Running'],
        ['spec.nodeName', '!=', 'a'],
      ],
    ],
    ['metadata.name=a\\,b\\=c\\\\d', [['metadata.name', '=', 'a,b=c\\d']]],
  ])('when given %j, it means %j', (text, meaning) => {
    const read = parseFieldSelector(text, 'pods').map(({ field, operator, value }) => [field, operator, value]);
    expect(read).toEqual(meaning);
  });

  it.each<[string, ResourceKey, string]>([
    [
      'spec.replicas=3',
      'deployments.apps',
      '"spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ],
    ['spec.replicas=3', 'pods', 'field label not supported: spec.replicas'],
    ['metadata.namespace=a', 'namespaces', 'field label not supported: metadata.namespace'],
    ['web', 'pods', "invalid selector: 'web'; can't understand 'web'"],
    ['metadata.name=a=b', 'pods', 'invalid field selector: unescaped character in value: 61'],
    ['metadata.name=a\\b', 'pods', 'invalid field selector: invalid escape sequence: \\b'],
    ['metadata.name=a\\', 'pods', 'invalid field selector: invalid escape sequence: \\'],
  ])('when given %j for %s, it is refused in the words of Kubernetes', (text, resource, words) => {
    expect(() => parseFieldSelector(text, resource)).toThrow(words);
  });
});

describe('what is selected', () => {
  const pod: JsonObject = {
    metadata: { namespace: 'shop', name: 'web-1', labels: { app: 'web' } },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running', podIPs: [{ ip: '10.1.0.1' }] },
  };
  const event: JsonObject = { metadata: { name: 'e' }, reportingComponent: 'kubelet', involvedObject: { uid: 'u' } };
  const selection = (labels: string, fields: string, resource: ResourceKey): Selection => ({
    labels: parseLabelSelector(labels),
    fields: parseFieldSelector(fields, resource),
  });

  it.each<[ResourceKey, JsonObject, readonly [labels: string, fields: string], boolean]>([
    ['pods', pod, ['', ''], true],
    ['pods', pod, ['app=web', 'metadata.name=web-1,metadata.namespace=shop'], true],
    ['pods', pod, ['app=api', ''], false],
    ['pods', pod, ['', 'metadata.namespace!=shop'], false],
    ['pods', pod, ['', 'status.phase=Running,spec.nodeName=node-1,status.podIP=10.1.0.1'], true],
    ['pods', pod, ['', 'status.phase!=Running'], false],
    ['pods', pod, ['', 'spec.hostNetwork=false'], true],
    ['pods', pod, ['', 'status.nominatedNodeName='], true],
    ['events', event, ['', 'source=kubelet,involvedObject.uid=u'], true],
    ['events', event, ['', 'reason=Scaled'], false],
    ['replicasets.apps', { metadata: {}, status: {} }, ['', 'status.replicas=0'], true],
  ])('of %s %j, by labels and fields %j: %s', (resource, object, [labels, fields], isSelected) => {
    expect(selects(selection(labels, fields, resource), selectableOf(resource, object))).toBe(isSelected);
  });

  it('when a field must have one value, that is known', () => {
    const names = selection('', 'metadata.namespace!=x,metadata.name=a', 'pods');
    expect([exactField(names, 'metadata.name'), exactField(names, 'metadata.namespace')]).toEqual(['a', undefined]);
  });
});
