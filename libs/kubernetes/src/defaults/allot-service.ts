import { FNV_START, fnvOfText } from '../hash/fnv.js';
import type { JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { storedForm } from '../schema/stored-form.js';
import { type Causes, invalid, NONE } from '../validation/cause.js';
import { numberOf } from '../validation/value-rules.js';

/** What other Services of the cluster hold. */
export type Allotted = Readonly<{ addresses: ReadonlySet<string>; nodePorts: ReadonlySet<number> }>;

/** A Service with all that a cluster allots; causes when what it asks for is not to be had. */
export type AllottedService = Readonly<{ service: JsonObject; causes: Causes }>;

/** Node ports are 30000 to 32767, as in Kubernetes. */
const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2_768;

/** Addresses are of 10.96.0.0/12; the first and the last are nobody's. */
const FIRST_ADDRESS = 0x0a60_0000;
const ADDRESSES = 2 ** 20 - 2;

/**
 * Gives a Service its cluster address and node ports. A cluster draws them; here they come from the Service's place, the next
 * free one where that is taken, so that the same Service gets the same again.
 */
export function allotService(service: JsonObject, place: string, taken: Allotted): AllottedService {
  const given = objectOf(service.spec);
  const spec = { ...given, ...families(given), ...address(given, place, taken) };
  const { ports, causes } = nodePorts(spec, place, taken);
  const allotted = { ...service, spec: { ...spec, ...(ports.length > 0 && { ports }) } };
  return {
    service: objectOf(storedForm('v1.Service', allotted)),
    causes: [...addressCauses(given, taken), ...causes],
  };
}

/** What a Service holds, for others to keep clear of. */
export function allottedOf(services: readonly JsonObject[]): Allotted {
  const specs = services.map(({ spec }) => objectOf(spec));
  const ports = specs.flatMap((spec) => listOf(spec.ports).map((port) => numberOf(objectOf(port).nodePort)));
  return {
    addresses: new Set(specs.map(({ clusterIP }) => textOf(clusterIP)).filter((text) => text !== '')),
    nodePorts: new Set(ports.filter((port) => port !== 0)),
  };
}

/** What an update leaves out of what was allotted, it keeps (registry/core/service `patchAllocatedValues`). */
export function keepAllotted(service: JsonObject, old: JsonObject): JsonObject {
  const [spec, before] = [objectOf(service.spec), objectOf(old.spec)];
  if (spec.type === 'ExternalName' || before.type === 'ExternalName') return service;
  const isSame = spec.clusterIP === undefined && spec.clusterIPs === undefined;
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = before;
  const kept = { ...(isSame && { clusterIP, clusterIPs }), ipFamilies, ipFamilyPolicy };
  const ports = listOf(spec.ports).map((port) => ({ ...oldNodePort(objectOf(port), spec, before), ...objectOf(port) }));
  return { ...service, spec: { ...kept, ...spec, ...(isSame && { clusterIP, clusterIPs }), ports } };
}

function oldNodePort(port: JsonObject, spec: JsonObject, before: JsonObject): JsonObject {
  if (!hasNodePorts(spec) || !hasNodePorts(before)) return {};
  const same = listOf(before.ports).find(
    (old) => objectOf(old).port === port.port && objectOf(old).protocol === port.protocol,
  );
  const { nodePort } = objectOf(same);
  return nodePort === undefined ? {} : { nodePort };
}

function families(spec: JsonObject): JsonObject {
  if (spec.type === 'ExternalName') return {};
  const isFree = spec.clusterIP === 'None' && Object.keys(objectOf(spec.selector)).length === 0;
  const chosen = isFree
    ? { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }
    : { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' };
  const { ipFamilies, ipFamilyPolicy } = spec;
  return { ...chosen, ...(ipFamilies && { ipFamilies }), ...(ipFamilyPolicy !== undefined && { ipFamilyPolicy }) };
}

function address(spec: JsonObject, place: string, { addresses }: Allotted): JsonObject {
  if (spec.type === 'ExternalName') return {};
  const [first] = listOf(spec.clusterIPs);
  const asked = textOf(spec.clusterIP) || textOf(first);
  if (asked !== '') return { clusterIP: asked, clusterIPs: spec.clusterIPs ?? [asked] };
  const own = nextFree(hashOf(place) % ADDRESSES, ADDRESSES, (index) => !addresses.has(addressText(index)));
  return own === undefined ? {} : { clusterIP: addressText(own), clusterIPs: [addressText(own)] };
}

function addressCauses({ clusterIP, clusterIPs = [textOf(clusterIP)] }: JsonObject, { addresses }: Allotted): Causes {
  const asked = textOf(clusterIP);
  if (asked === 'None' || !addresses.has(asked)) return NONE;
  const detail = `failed to allocate IP ${asked}: provided IP is already allocated`;
  return [invalid('spec.clusterIPs', clusterIPs, detail)];
}

function nodePorts(
  spec: JsonObject,
  place: string,
  taken: Allotted,
): Readonly<{ ports: readonly JsonObject[]; causes: Causes }> {
  const ports = listOf(spec.ports).map(objectOf);
  if (!hasNodePorts(spec)) return { ports, causes: NONE };
  const causes = ports.flatMap(({ nodePort }, index) => nodePortCauses(numberOf(nodePort), index, taken));
  const used = new Set([...taken.nodePorts, ...ports.map(({ nodePort }) => numberOf(nodePort))]);
  const filled = ports.map((port) => {
    if (numberOf(port.nodePort) !== 0) return port;
    const start = hashOf(`${place}:${numberOf(port.port)}/${textOf(port.protocol)}`) % NODE_PORTS;
    const free = nextFree(start, NODE_PORTS, (index) => !used.has(FIRST_NODE_PORT + index));
    if (free === undefined) return port;
    used.add(FIRST_NODE_PORT + free);
    return { ...port, nodePort: FIRST_NODE_PORT + free };
  });
  return { ports: filled, causes };
}

function nodePortCauses(nodePort: number, index: number, taken: Allotted): Causes {
  const field = `spec.ports[${index}].nodePort`;
  if (nodePort === 0) return NONE;
  if (nodePort < FIRST_NODE_PORT || nodePort >= FIRST_NODE_PORT + NODE_PORTS) {
    const detail = 'provided port is not in the valid range. The range of valid ports is 30000-32767';
    return [invalid(field, nodePort, detail)];
  }
  return taken.nodePorts.has(nodePort) ? [invalid(field, nodePort, 'provided port is already allocated')] : NONE;
}

function hasNodePorts({ type, allocateLoadBalancerNodePorts }: JsonObject): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

function addressText(index: number): string {
  const number = FIRST_ADDRESS + 1 + index;
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.');
}

function hashOf(text: string): number {
  return fnvOfText(FNV_START, text) >>> 0;
}

function nextFree(start: number, count: number, isFree: (index: number) => boolean): number | undefined {
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    if (isFree(index)) return index;
  }
  return undefined;
}
