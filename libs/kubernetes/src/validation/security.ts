import { repeats } from '../repeats.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { type Causes, duplicate, invalid, NONE, notSupported, required, when } from './cause.js';
import { descendingPath, each, identity, optionalOneOf, type Rule } from './value-rules.js';

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const SYSCTL_WORDS =
  'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';

/** The security context of a pod. */
export function validatePodSecurity(spec: JsonObject, field: string): Causes {
  const context = objectOf(spec.securityContext);
  const shares = spec.shareProcessNamespace === true && spec.hostPID === true;
  const both = invalid(
    `${field}.shareProcessNamespace`,
    true,
    'ShareProcessNamespace and HostPID cannot both be enabled',
  );
  return [
    ...identity(context.fsGroup, `${field}.fsGroup`),
    ...identity(context.runAsUser, `${field}.runAsUser`),
    ...identity(context.runAsGroup, `${field}.runAsGroup`),
    ...each(context.supplementalGroups, `${field}.supplementalGroups`, identity),
    ...when(shares, both),
    ...sysctls(context.sysctls, `${field}.sysctls`, spec.hostNetwork === true),
    ...optionalOneOf(['Always', 'OnRootMismatch'])(context.fsGroupChangePolicy, `${field}.fsGroupChangePolicy`),
    ...seccomp(context.seccompProfile, `${field}.seccompProfile`),
    ...appArmor(context.appArmorProfile, `${field}.appArmorProfile`),
    ...optionalOneOf(['Merge', 'Strict'])(context.supplementalGroupsPolicy, `${field}.supplementalGroupsPolicy`),
    ...optionalOneOf(['MountOption', 'Recursive'])(context.seLinuxChangePolicy, `${field}.seLinuxChangePolicy`),
  ];
}

/** The security context of one container; `hostUsers` is the pod's. */
export function validateSecurity(value: Json | undefined, field: string, hostUsers: boolean): Causes {
  if (value === undefined) return NONE;
  const context = objectOf(value);
  const unmasked = invalid(`${field}.procMount`, context.procMount, '`hostUsers` must be false to use `Unmasked`');
  return [
    ...identity(context.runAsUser, `${field}.runAsUser`),
    ...identity(context.runAsGroup, `${field}.runAsGroup`),
    ...optionalOneOf(['Default', 'Unmasked'])(context.procMount, `${field}.procMount`),
    ...when(hostUsers && context.procMount === 'Unmasked', unmasked),
    ...seccomp(context.seccompProfile, `${field}.seccompProfile`),
    ...escalation(context, field),
    ...appArmor(context.appArmorProfile, `${field}.appArmorProfile`),
  ];
}

function escalation(context: JsonObject, field: string): Causes {
  if (context.allowPrivilegeEscalation !== false) return NONE;
  const added = listOf(objectOf(context.capabilities).add);
  const words = 'cannot set `allowPrivilegeEscalation` to false and';
  return [
    ...when(context.privileged === true, invalid(field, context, `${words} \`privileged\` to true`)),
    ...when(added.includes('CAP_SYS_ADMIN'), invalid(field, context, `${words} \`capabilities.Add\` CAP_SYS_ADMIN`)),
  ];
}

const PROFILES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

const seccomp: Rule = (profile, field) => {
  if (profile === undefined) return NONE;
  const { type, localhostProfile } = objectOf(profile);
  const at = `${field}.localhostProfile`;
  const typed = typeCauses(type, `${field}.type`, 'seccompProfile');
  if (type !== 'Localhost') {
    const misplaced = invalid(at, profile, 'can only be set when seccomp type is Localhost');
    return [...typed, ...when(localhostProfile !== undefined, misplaced)];
  }
  if (localhostProfile === undefined) return [required(at, 'must be set when seccomp type is Localhost')];
  return descendingPath(localhostProfile, at);
};

const appArmor: Rule = (profile, field) => {
  if (profile === undefined) return NONE;
  const { type, localhostProfile } = objectOf(profile);
  const at = `${field}.localhostProfile`;
  const name = textOf(localhostProfile);
  if (type !== 'Localhost') {
    const misplaced = invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost');
    return [
      ...when(localhostProfile !== undefined && PROFILES.includes(textOf(type)), misplaced),
      ...typeCauses(type, `${field}.type`, 'appArmorProfile'),
    ];
  }
  if (name.trim() !== name) return [invalid(at, name, 'must not be padded with whitespace')];
  return when(name === '', required(at, 'must be set when AppArmor type is Localhost'));
};

function typeCauses(type: Json | undefined, field: string, profile: string): Causes {
  if (textOf(type) === '') return [required(field, `type is required when ${profile} is set`)];
  return PROFILES.includes(textOf(type)) ? NONE : [notSupported(field, type, PROFILES)];
}

function sysctls(list: Json | undefined, field: string, hostNetwork: boolean): Causes {
  const names = listOf(list).map((sysctl) => textOf(objectOf(sysctl).name));
  const isRepeated = repeats(names);
  return names.flatMap((name, index) => {
    const at = `${field}[${index}].name`;
    const isOfHost = hostNetwork && /^net[./]/.test(name);
    return [
      ...sysctlName(name, at, isRepeated[index] === true),
      ...when(isOfHost, invalid(at, name, "may not be specified when 'hostNetwork' is true")),
    ];
  });
}

function sysctlName(name: string, field: string, isTaken: boolean): Causes {
  if (name === '') return [required(field)];
  if (name.length > 253 || !SYSCTL.test(name)) return [invalid(field, name, SYSCTL_WORDS)];
  return when(isTaken, duplicate(field, name));
}
