import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeObject } from '../decoding/decode-object.js';
import type { JsonObject } from '../json.js';
import { allotService, allottedOf, keepAllotted } from './allot-service.js';
import { admitPod, defaultPod } from './default-pod.js';
import { defaultService } from './default-service.js';

const FREE = allottedOf([]);
const service = (spec: JsonObject): JsonObject =>
  defaultService({ metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ port: 80 }], ...spec } });
const allotted = (spec: JsonObject, taken = FREE, place = 'default/shop/web') =>
  allotService(service(spec), place, taken);
const specOf = ({ spec }: JsonObject): JsonObject => spec as JsonObject;

type Request = { method: string; url: string; requestBody: string; responseBody: string };
function recorded(session: string, ends: RegExp): Readonly<{ sent: JsonObject; stored: JsonObject }> {
  const { steps } = JSON.parse(readFileSync(`test/conformance/kubectl/${session}.json`, 'utf8')) as {
    steps: { requests: Request[] }[];
  };
  const requests = steps.flatMap((step) => step.requests);
  const request = requests.find(({ method, url }) => method === 'POST' && ends.test(url))!;
  const read = (body: unknown): JsonObject => (typeof body === 'string' ? JSON.parse(body) : body) as JsonObject;
  return { sent: read(request.requestBody), stored: read(request.responseBody) };
}

describe('defaultService', () => {
  it('when the recorded Service is sent, it is stored as recorded but for what is drawn', () => {
    const { sent, stored } = recorded('story-b-vweb', /\/services\?/);
    const decoded = decodeObject({ apiVersion: 'v1', kind: 'Service' }, sent, { fieldValidation: 'Strict' });
    const { service: made, causes } = allotService(defaultService(decoded.object), 'default/story-b/vweb', FREE);
    const drawn = specOf(made);
    const [port] = drawn.ports as JsonObject[];
    expect(causes).toEqual([]);
    expect(JSON.stringify(drawn)).toBe(
      JSON.stringify(stored.spec)
        .replaceAll('10.0.0.140', drawn.clusterIP as string)
        .replace('31216', JSON.stringify(port!.nodePort)),
    );
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['no target is said, it is the port', {}, { ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }] }],
    [
      'a target is named, it stays',
      { ports: [{ port: 80, targetPort: 'http' }] },
      { ports: [{ protocol: 'TCP', port: 80, targetPort: 'http' }] },
    ],
    [
      'clients stay with a pod, it is for three hours',
      { sessionAffinity: 'ClientIP' },
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
    ],
    ['it is a node port, traffic comes from outside', { type: 'NodePort' }, { externalTrafficPolicy: 'Cluster' }],
  ])('when %s', (_, spec, defaults) => {
    expect(specOf(service(spec))).toMatchObject(defaults);
  });
});

describe('allotService', () => {
  it('when it is allotted twice, it gets the same', () => {
    expect(allotted({ type: 'NodePort' })).toEqual(allotted({ type: 'NodePort' }));
    expect(specOf(allotted({}).service).clusterIP).toMatch(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
  });

  it('when another has what it would get, it gets the next', () => {
    const first = allotted({ type: 'NodePort' }).service;
    const second = allotted({ type: 'NodePort' }, allottedOf([first])).service;
    expect(specOf(second).clusterIP).not.toBe(specOf(first).clusterIP);
    expect(specOf(second).ports).not.toEqual(specOf(first).ports);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['it is headless', { clusterIP: 'None', selector: { a: 'b' } }, { clusterIPs: ['None'], ipFamilies: ['IPv4'] }],
    ['it is headless and selects nothing', { clusterIP: 'None' }, { ipFamilyPolicy: 'RequireDualStack' }],
    ['it asks for an address', { clusterIP: '10.96.7.7' }, { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'] }],
    [
      'it asks for a node port',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] },
      { ports: [{ protocol: 'TCP', port: 80, targetPort: 80, nodePort: 30_080 }] },
    ],
    [
      'a balancer wants no node ports',
      { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false },
      { ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }] },
    ],
  ])('when %s, it gets that', (_, spec, wanted) => {
    expect(specOf(allotted(spec).service)).toMatchObject(wanted);
    expect(allotted(spec).causes).toEqual([]);
  });

  it('when it is a name outside, it gets nothing', () => {
    const spec = specOf(allotted({ type: 'ExternalName', externalName: 'db.example.com' }).service);
    expect(Object.keys(spec)).toEqual(['ports', 'type', 'sessionAffinity', 'externalName']);
  });

  const other = service({ clusterIP: '10.96.7.7', type: 'NodePort', ports: [{ port: 1, nodePort: 30_080 }] });
  it.each<[string, JsonObject, string]>([
    [
      'an address that is taken',
      { clusterIP: '10.96.7.7' },
      'Invalid value: ["10.96.7.7"]: failed to allocate IP 10.96.7.7: provided IP is already allocated',
    ],
    [
      'a node port that is taken',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] },
      'Invalid value: 30080: provided port is already allocated',
    ],
    [
      'a port that is no node port',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 32_768 }] },
      'Invalid value: 32768: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
  ])('when it asks for %s, it is refused', (_, spec, message) => {
    expect(allotted(spec, allottedOf([other])).causes.map((cause) => cause.message)).toEqual([message]);
  });

  it('when all node ports but one are taken, it gets that one', () => {
    const nodePorts = new Set(Array.from({ length: 2767 }, (_, index) => 30_001 + index));
    const { service: made } = allotted({ type: 'NodePort' }, { addresses: new Set(), nodePorts });
    expect(specOf(made).ports).toMatchObject([{ nodePort: 30_000 }]);
  });
});

describe('keepAllotted', () => {
  const old = allotted({ type: 'NodePort' }).service;

  it('when an update says nothing of it, it keeps what it has', () => {
    const { service: made } = allotService(keepAllotted(service({ type: 'NodePort' }), old), 'x', FREE);
    expect(made).toEqual(old);
  });

  it('when an update needs no node ports any more, it has none', () => {
    const { service: made } = allotService(keepAllotted(service({}), old), 'x', FREE);
    expect(specOf(made)).toMatchObject({ clusterIP: specOf(old).clusterIP, ports: [{ port: 80, targetPort: 80 }] });
  });
});

describe('admitPod', () => {
  it('when the recorded Pod is sent, it is stored as recorded', () => {
    const { sent, stored } = recorded('verbs', /\/pods\?fieldManager=kubectl-run/);
    const { object } = decodeObject({ apiVersion: 'v1', kind: 'Pod' }, sent, { fieldValidation: 'Strict' });
    expect(JSON.stringify(admitPod(defaultPod(object)).spec)).toBe(JSON.stringify(stored.spec));
  });

  it('when limits are said and requests are not, they are the same', () => {
    const containers = [{ name: 'a', image: 'a:1', resources: { limits: { cpu: '1' } } }];
    const pod = defaultPod({ metadata: { name: 'a' }, spec: { containers } });
    expect(specOf(pod).containers).toMatchObject([{ resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } }]);
  });

  it('when it stays on lost nodes, nothing is added for that', () => {
    const containers = [{ name: 'a', image: 'a:1' }];
    const pod = admitPod(defaultPod({ spec: { containers, tolerations: [{ operator: 'Exists' }] } }));
    expect(specOf(pod).tolerations).toEqual([{ operator: 'Exists' }]);
  });

  it("when it is on the network of the host, its ports are the host's", () => {
    const containers = [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80 }] }];
    const pod = defaultPod({ spec: { hostNetwork: true, containers } });
    expect(specOf(pod).containers).toMatchObject([{ ports: [{ containerPort: 80, hostPort: 80 }] }]);
  });
});
