import { describe, expect, it } from '@jest/globals';
import { defaultService } from '../defaults/default-service.js';
import type { JsonObject } from '../json.js';
import { validateNamespace } from './validate-namespace.js';
import { validatePod, validatePodUpdate } from './validate-pod.js';
import { validateService, validateServiceUpdate } from './validate-service.js';

const PORT = { port: 80 };
const service = (spec: JsonObject, metadata: JsonObject = {}): JsonObject =>
  defaultService({
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { ports: [PORT], selector: { app: 'web' }, ...spec },
  });
const told = (causes: ReturnType<typeof validateService>): readonly string[] =>
  causes.map(({ field, message }) => `${field}: ${message}`);

const DNS_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

describe('validateService', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['all is well', {}, []],
    ['it has no port', { ports: [] }, ['spec.ports: Required value']],
    ['it has none and is headless', { ports: [], clusterIP: 'None' }, []],
    ['it is a name outside', { ports: [], type: 'ExternalName', externalName: 'db.example.com' }, []],
    ['that name is missing', { type: 'ExternalName' }, ['spec.externalName: Required value']],
    [
      'a name outside has an address',
      { type: 'ExternalName', externalName: 'db', clusterIP: '10.96.0.9' },
      ['spec.clusterIPs: Forbidden: may not be set for ExternalName services'],
    ],
    [
      'a balancer is headless',
      { type: 'LoadBalancer', clusterIP: 'None' },
      [`spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services`],
    ],
    [
      'a port is too large',
      { ports: [{ port: 65_536, targetPort: 80 }] },
      ['spec.ports[0].port: Invalid value: 65536: must be between 1 and 65535, inclusive'],
    ],
    ['a port is the largest', { ports: [{ port: 65_535 }] }, []],
    [
      'a target is too large',
      { ports: [{ port: 80, targetPort: 70_000 }] },
      ['spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive'],
    ],
    [
      'a protocol is unknown',
      { ports: [{ port: 80, protocol: 'HTTP' }] },
      ['spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"'],
    ],
    [
      'two ports have no names',
      { ports: [PORT, { port: 443 }] },
      ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
    ],
    [
      'two ports have one name',
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      },
      ['spec.ports[1].name: Duplicate value: "a"'],
    ],
    [
      'two ports are one',
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80 },
        ],
      },
      ['spec.ports[1]: Duplicate value: {"protocol":"TCP","port":80,"targetPort":0}'],
    ],
    [
      'one number has two protocols',
      {
        ports: [
          { name: 'a', port: 53 },
          { name: 'b', port: 53, protocol: 'UDP' },
        ],
      },
      [],
    ],
    [
      'a type is unknown',
      { type: 'Wrong' },
      [
        'spec.type: Unsupported value: "Wrong": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
    [
      'a node port is not used',
      { ports: [{ port: 80, nodePort: 30_080 }] },
      [`spec.ports[0].nodePort: Forbidden: may not be used when \`type\` is 'ClusterIP'`],
    ],
    [
      'an affinity is unknown',
      { sessionAffinity: 'Cookie' },
      ['spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"'],
    ],
    [
      'an affinity is too long',
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } },
      [
        'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400',
      ],
    ],
    [
      'an affinity is the longest',
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } } },
      [],
    ],
  ])('when %s, it says so in the words of Kubernetes', (_, spec, causes) => {
    expect(told(validateService(service(spec)))).toEqual(causes);
  });

  it('when its name begins with a digit, it is refused: it is a name in DNS', () => {
    expect(told(validateService(service({}, { name: '1web' })))).toEqual([
      `metadata.name: Invalid value: "1web": ${DNS_1035}`,
    ]);
  });

  it('when a label of the selector is none, it is refused', () => {
    expect(told(validateService(service({ selector: { app: '-' } })))[0]).toContain(
      'spec.selector: Invalid value: "-"',
    );
  });
});

describe('validateServiceUpdate', () => {
  const allotted = { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'] };

  it('when the address stays, all is well', () => {
    expect(validateServiceUpdate(service(allotted), service(allotted))).toEqual([]);
  });

  it('when the address is another, it is refused', () => {
    const other = service({ clusterIP: '10.96.0.2', clusterIPs: ['10.96.0.2'] });
    expect(told(validateServiceUpdate(other, service(allotted)))).toEqual([
      'spec.clusterIPs[0]: Invalid value: ["10.96.0.2"]: may not change once set',
    ]);
  });
});

describe('validateNamespace', () => {
  it.each([
    ['shop', []],
    ['sh.op', ['metadata.name: Invalid value: "sh.op": must not contain dots']],
    ['', ['metadata.name: Required value: name or generateName is required']],
  ])('when the name is %j, it says %j', (name, causes) => {
    expect(told(validateNamespace({ metadata: { name } }))).toEqual(causes);
  });
});

describe('validatePod', () => {
  const pod = (spec: JsonObject): JsonObject => ({
    metadata: { name: 'one', namespace: 'shop' },
    spec: {
      containers: [{ name: 'one', image: 'busybox', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' }],
      restartPolicy: 'Never',
      dnsPolicy: 'ClusterFirst',
      ...spec,
    },
  });
  const image = (name: string): JsonObject => ({ ...containerOf(pod({})), image: name });

  it('when it may end, all is well: it is no template', () => {
    expect(validatePod(pod({}))).toEqual([]);
  });

  it('when it has no container, it is refused', () => {
    expect(told(validatePod(pod({ containers: [] })))).toEqual(['spec.containers: Required value']);
  });

  it('when an image changes, all is well', () => {
    expect(validatePodUpdate(pod({ containers: [image('web:2')] }), pod({}))).toEqual([]);
  });

  it('when something else changes, it is refused', () => {
    expect(told(validatePodUpdate(pod({ restartPolicy: 'Always' }), pod({})))[0]).toContain(
      'spec: Forbidden: pod updates may not change fields other than',
    );
  });
});

function containerOf({ spec }: JsonObject): JsonObject {
  return (spec as { containers: JsonObject[] }).containers[0]!;
}
