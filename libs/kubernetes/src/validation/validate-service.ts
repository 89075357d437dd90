import { repeats } from '../repeats.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, duplicate, forbidden, invalid, NONE, notSupported, required, when } from './cause.js';
import { validateLabels, validateMetadata, validateMetadataUpdate } from './metadata.js';
import { dnsLabel, dnsLabel1035, dnsSubdomain, labelKey, portName } from './name-rules.js';
import { between, numberOf, oneOf, type Rule, unique } from './value-rules.js';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const MOST_PORT = 65_535;
const MOST_AFFINITY_SECONDS = 86_400;

/** What is wrong with a Service that is to be created (core/validation `ValidateService`). Decoded and defaulted. */
export function validateService({ metadata, spec }: JsonObject): Causes {
  return [...validateMetadata(objectOf(metadata), { name: dnsLabel1035 }), ...specCauses(objectOf(spec))];
}

/** What is wrong with an update of a Service; an address that was allotted stays. */
export function validateServiceUpdate(service: JsonObject, old: JsonObject): Causes {
  const [spec, before] = [objectOf(service.spec), objectOf(old.spec)];
  return [
    ...validateMetadataUpdate(objectOf(service.metadata), objectOf(old.metadata)),
    ...addressUpdate(spec, before),
    ...specCauses(spec),
  ];
}

function addressUpdate(spec: JsonObject, before: JsonObject): Causes {
  if (spec.type === 'ExternalName' || before.type === 'ExternalName') return NONE;
  const [address] = listOf(before.clusterIPs);
  const isKept = address === undefined || listOf(spec.clusterIPs)[0] === address;
  return when(!isKept, invalid('spec.clusterIPs[0]', listOf(spec.clusterIPs), 'may not change once set'));
}

function specCauses(spec: JsonObject): Causes {
  const { type, ports, selector, sessionAffinity, sessionAffinityConfig } = spec;
  const isHeadless = spec.clusterIP === 'None';
  const hasNone = listOf(ports).length === 0 && !isHeadless && type !== 'ExternalName';
  return [
    ...when(hasNone, required('spec.ports')),
    ...typeCauses(spec, isHeadless),
    ...portCauses(listOf(ports)),
    ...validateLabels(selector, 'spec.selector'),
    ...oneOf(['ClientIP', 'None'])(sessionAffinity, 'spec.sessionAffinity'),
    ...affinityCauses(sessionAffinity, sessionAffinityConfig),
    ...when(!TYPES.includes(textOf(type)), notSupported('spec.type', type, TYPES)),
    ...repeatedPorts(listOf(ports)),
    ...(type === 'ClusterIP' ? nodePortsNotUsed(listOf(ports)) : NONE),
  ];
}

function typeCauses({ type, externalName, clusterIP, clusterIPs }: JsonObject, isHeadless: boolean): Causes {
  if (type === 'NodePort' || type === 'LoadBalancer') {
    const detail = `may not be set to 'None' for ${type} services`;
    return when(isHeadless, invalid('spec.clusterIPs[0]', 'None', detail));
  }
  if (type !== 'ExternalName') return NONE;
  const name = textOf(externalName).replace(/\.$/, '');
  return [
    ...when(
      textOf(clusterIP) !== '' || listOf(clusterIPs).length > 0,
      forbidden('spec.clusterIPs', 'may not be set for ExternalName services'),
    ),
    ...(name === '' ? [required('spec.externalName')] : against(dnsSubdomain, 'spec.externalName', name)),
  ];
}

function portCauses(ports: readonly Json[]): Causes {
  const names = ports.map((port) => textOf(objectOf(port).name));
  const isTaken = repeats(names);
  return ports.flatMap((port, index) => {
    const { port: number, protocol, targetPort, appProtocol } = objectOf(port);
    const at = `spec.ports[${index}]`;
    return [
      ...nameCauses(names[index] ?? '', `${at}.name`, {
        isNeeded: ports.length > 1,
        isRepeated: isTaken[index] === true,
      }),
      ...between(number, `${at}.port`, 1, MOST_PORT),
      ...oneOf(['SCTP', 'TCP', 'UDP'])(protocol, `${at}.protocol`),
      ...targetCauses(targetPort, `${at}.targetPort`),
      ...(appProtocol === undefined ? NONE : against(labelKey, `${at}.appProtocol`, textOf(appProtocol))),
    ];
  });
}

function nameCauses(
  name: string,
  field: string,
  { isNeeded, isRepeated }: Readonly<{ isNeeded: boolean; isRepeated: boolean }>,
): Causes {
  if (name === '') return when(isNeeded, required(field));
  return [...against(dnsLabel, field, name), ...when(isRepeated, duplicate(field, name))];
}

const targetCauses: Rule = (port, field) =>
  typeof port === 'string' ? against(portName, field, port) : between(port ?? 0, field, 1, MOST_PORT);

function affinityCauses(affinity: Json | undefined, config: Json | undefined): Causes {
  const field = 'spec.sessionAffinityConfig';
  if (affinity === 'None')
    return when(config !== undefined, forbidden(field, 'must not be set when session affinity is None'));
  const seconds = objectOf(objectOf(config).clientIP).timeoutSeconds;
  const isOutside = numberOf(seconds) <= 0 || numberOf(seconds) > MOST_AFFINITY_SECONDS;
  const detail = `must be greater than 0 and less than ${MOST_AFFINITY_SECONDS}`;
  return when(affinity === 'ClientIP' && isOutside, invalid(`${field}.clientIP.timeoutSeconds`, seconds ?? 0, detail));
}

// Two ports may share a number where their protocols differ.
function repeatedPorts(ports: readonly Json[]): Causes {
  const keys = ports.map((port) => {
    const { port: number, protocol } = objectOf(port);
    return `${textOf(protocol)}/${numberOf(number)}`;
  });
  return unique(keys, (index) => {
    const { port: number, protocol } = objectOf(ports[index]);
    return {
      field: `spec.ports[${index}]`,
      reason: 'FieldValueDuplicate',
      message: `Duplicate value: {"protocol":${JSON.stringify(protocol ?? '')},"port":${numberOf(number)},"targetPort":0}`,
    };
  });
}

function nodePortsNotUsed(ports: readonly Json[]): Causes {
  return ports.flatMap((port, index) =>
    when(
      numberOf(objectOf(port).nodePort) !== 0,
      forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'"),
    ),
  );
}
