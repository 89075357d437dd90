import { repeats } from '../repeats.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { validateDnsConfig, validateHostAliases } from './addresses.js';
import { validateAffinity } from './affinity.js';
import { against, type Causes, duplicate, forbidden, invalid, NONE, notSupported, required, when } from './cause.js';
import { validateContainers, validateInitContainers } from './containers.js';
import { named, validateLabels } from './metadata.js';
import { dnsLabel, dnsSubdomain, labelKey } from './name-rules.js';
import { hostNetworkPorts } from './ports.js';
import { amounts } from './resources.js';
import { validateTolerations, validateTopologySpread } from './scheduling.js';
import { validatePodSecurity } from './security.js';
import { between, each, numberOf, oneOf, optionalOneOf, type Rule } from './value-rules.js';
import { validateVolumes } from './volumes.js';

/** A pod's spec, in the order Kubernetes checks it (core/validation, `ValidatePodSpec`). */
export function validatePodSpec(spec: JsonObject, field: string): Causes {
  return [...content(spec, field), ...placement(spec, field), ...identityOf(spec, field), ...system(spec, field)];
}

function content(spec: JsonObject, field: string): Causes {
  const { causes, valid } = validateVolumes(spec.volumes, `${field}.volumes`);
  const claimNames = listOf(spec.resourceClaims).map((claim) => textOf(objectOf(claim).name));
  const gracePeriod = numberOf(spec.terminationGracePeriodSeconds);
  const pod = { volumes: valid, claimNames, hostUsers: spec.hostUsers !== false, gracePeriod };
  return [
    ...causes,
    ...resourceClaims(spec.resourceClaims, `${field}.resourceClaims`, claimNames),
    ...validateContainers(spec.containers, `${field}.containers`, pod),
    ...validateInitContainers(spec, `${field}.initContainers`, pod),
  ];
}

function placement(spec: JsonObject, field: string): Causes {
  const { hostNetwork, containers, dnsPolicy } = spec;
  return [
    ...(hostNetwork === true ? hostNetworkPorts(listOf(containers), `${field}.containers`) : NONE),
    ...oneOf(['Always', 'OnFailure', 'Never'])(spec.restartPolicy, `${field}.restartPolicy`),
    ...oneOf(['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'])(dnsPolicy, `${field}.dnsPolicy`),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
    ...validatePodSecurity(spec, `${field}.securityContext`),
    ...validateAffinity(spec.affinity, `${field}.affinity`),
    ...validateDnsConfig(spec.dnsConfig, dnsPolicy, `${field}.dnsConfig`),
    ...each(spec.readinessGates, `${field}.readinessGates`, (gate, at) =>
      against(labelKey, `${at}.conditionType`, textOf(objectOf(gate).conditionType)),
    ),
    ...schedulingGates(spec.schedulingGates, `${field}.schedulingGates`),
    ...validateTopologySpread(spec.topologySpreadConstraints, `${field}.topologySpreadConstraints`),
    ...withoutHostUsers(spec, field),
  ];
}

function identityOf(spec: JsonObject, field: string): Causes {
  const { activeDeadlineSeconds: deadline } = spec;
  return [
    ...named(dnsSubdomain)(spec.serviceAccountName, `${field}.serviceAccountName`),
    ...named(dnsSubdomain)(spec.nodeName, `${field}.nodeName`),
    ...(deadline === undefined ? NONE : between(deadline, `${field}.activeDeadlineSeconds`, 1, 2_147_483_647)),
    ...named(dnsLabel)(spec.hostname, `${field}.hostname`),
    ...named(dnsLabel)(spec.subdomain, `${field}.subdomain`),
    ...validateTolerations(spec.tolerations, `${field}.tolerations`),
    ...validateHostAliases(spec.hostAliases, `${field}.hostAliases`),
    ...named(dnsSubdomain)(spec.priorityClassName, `${field}.priorityClassName`),
  ];
}

function system(spec: JsonObject, field: string): Causes {
  const { runtimeClassName, preemptionPolicy, overhead, os } = spec;
  const runtime =
    runtimeClassName === undefined
      ? NONE
      : against(dnsSubdomain, `${field}.runtimeClassName`, textOf(runtimeClassName));
  return [
    ...runtime,
    ...optionalOneOf(['PreemptLowerPriority', 'Never'])(preemptionPolicy, `${field}.preemptionPolicy`),
    ...amounts(overhead, `${field}.overhead`),
    ...(os === undefined ? NONE : operatingSystem(objectOf(os).name, `${field}.os.name`)),
  ];
}

const operatingSystem: Rule = (name, field) => {
  if (textOf(name) === '') return [required(field)];
  return name === 'linux' || name === 'windows' ? NONE : [notSupported(field, name, ['linux', 'windows'])];
};

function withoutHostUsers(spec: JsonObject, field: string): Causes {
  if (spec.hostUsers !== false) return NONE;
  const words = 'when `pod.Spec.HostUsers` is false';
  return [
    ...when(spec.hostNetwork === true, forbidden(`${field}.hostNetwork`, words)),
    ...when(spec.hostPID === true, forbidden(`${field}.HostPID`, words)),
    ...when(spec.hostIPC === true, forbidden(`${field}.HostIPC`, words)),
  ];
}

const schedulingGates: Rule = (gates, field) => {
  const names = listOf(gates).map((gate) => textOf(objectOf(gate).name));
  const isRepeated = repeats(names);
  return names.flatMap((name, index) => [
    ...against(labelKey, `${field}[${index}]`, name),
    ...when(isRepeated[index] === true, duplicate(`${field}[${index}]`, name)),
  ]);
};

function resourceClaims(claims: Json | undefined, field: string, names: readonly string[]): Causes {
  const isRepeated = repeats(names);
  return listOf(claims).flatMap((claim, index) => {
    const at = `${field}[${index}]`;
    const { name, resourceClaimName, resourceClaimTemplateName } = objectOf(claim);
    const given = [resourceClaimName, resourceClaimTemplateName].filter((value) => value !== undefined).length;
    const many = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
    const none = 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`';
    return [
      ...claimName(textOf(name), `${at}.name`, isRepeated[index] === true),
      ...when(given > 1, invalid(at, claim, many)),
      ...when(given === 0, invalid(at, claim, none)),
      ...named(dnsSubdomain)(resourceClaimName, `${at}.resourceClaimName`),
      ...named(dnsSubdomain)(resourceClaimTemplateName, `${at}.resourceClaimTemplateName`),
    ];
  });
}

function claimName(name: string, field: string, isTaken: boolean): Causes {
  if (name === '') return [required(field)];
  return isTaken ? [duplicate(field, name)] : against(dnsLabel, field, name);
}
