import { repeats } from '../repeats.js';
import type { Json, JsonObject } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, duplicate, forbidden, required, when } from './cause.js';
import { validateEnv, validateEnvFrom } from './environment.js';
import { validateHandlers } from './handlers.js';
import { type Volumes, validateDevices, validateMounts } from './mounts.js';
import { dnsLabel } from './name-rules.js';
import { hostPortConflicts, validatePorts } from './ports.js';
import { validateResources } from './resources.js';
import { validateSecurity } from './security.js';
import { each, needs, oneOf, optionalOneOf, type Rule } from './value-rules.js';

/** What containers need to know of their pod. */
export type PodContext = Readonly<{
  volumes: Volumes;
  claimNames: readonly string[];
  hostUsers: boolean;
  /** Seconds. */
  gracePeriod: number;
}>;

/** The containers of a pod. */
export function validateContainers(list: Json | undefined, field: string, pod: PodContext): Causes {
  const containers = listOf(list).map(objectOf);
  if (containers.length === 0) return [required(field)];
  const names = containers.map(({ name }) => textOf(name));
  const isRepeated = repeats(names);
  return [
    ...containers.flatMap((container, index) => {
      const at = `${field}[${index}]`;
      return [
        ...validateContainer(container, at, pod),
        ...when(isRepeated[index] === true, duplicate(`${at}.name`, names[index] ?? '')),
        ...validateHandlers(container, at, pod.gracePeriod),
        ...restartPolicy(container.restartPolicy, `${at}.restartPolicy`),
      ];
    }),
    ...hostPortConflicts(containers, field),
  ];
}

/** The init containers; only one that always restarts (a sidecar) may have probes and hooks. */
export function validateInitContainers(spec: JsonObject, field: string, pod: PodContext): Causes {
  const taken = new Set(listOf(spec.containers).map((container) => textOf(objectOf(container).name)));
  return each(spec.initContainers, field, (element, at) => {
    const container = objectOf(element);
    const name = textOf(container.name);
    const isTaken = taken.has(name);
    if (name !== '') taken.add(name);
    return [
      ...validateContainer(container, at, pod),
      ...restartPolicy(container.restartPolicy, `${at}.restartPolicy`),
      ...when(isTaken, duplicate(`${at}.name`, name)),
      ...hostPortConflicts([container], field),
      ...(container.restartPolicy === 'Always'
        ? validateHandlers(container, at, pod.gracePeriod)
        : withoutHandlers(container, at)),
    ];
  });
}

/** What holds for every kind of container. */
function validateContainer(container: JsonObject, field: string, pod: PodContext): Causes {
  const { name, ports, env, envFrom, imagePullPolicy, resources, resizePolicy, securityContext } = container;
  return [
    ...(textOf(name) === '' ? [required(`${field}.name`)] : against(dnsLabel, `${field}.name`, textOf(name))),
    ...needs(container, field, 'image'),
    ...messagePolicy(container.terminationMessagePolicy, `${field}.terminationMessagePolicy`),
    ...validatePorts(ports, `${field}.ports`),
    ...validateEnv(env, `${field}.env`),
    ...validateEnvFrom(envFrom, `${field}.envFrom`),
    ...validateMounts(container, field, pod.volumes),
    ...validateDevices(container, field, pod.volumes),
    ...pullPolicy(imagePullPolicy, `${field}.imagePullPolicy`),
    ...validateResources(resources, `${field}.resources`, pod.claimNames),
    ...resizePolicies(resizePolicy, `${field}.resizePolicy`),
    ...validateSecurity(securityContext, `${field}.securityContext`, pod.hostUsers),
  ];
}

const messagePolicy = oneOf(['File', 'FallbackToLogsOnError']);
const pullPolicy = oneOf(['Always', 'IfNotPresent', 'Never']);
const restartPolicy = optionalOneOf(['Always', 'OnFailure', 'Never']);

const resizePolicies: Rule = (policies, field) => {
  const names = listOf(policies).map((policy) => textOf(objectOf(policy).resourceName));
  const isRepeated = repeats(names);
  return listOf(policies).flatMap((policy, index) => {
    const name = names[index] ?? '';
    return [
      ...when(isRepeated[index] === true, duplicate(`${field}[${index}]`, name)),
      ...oneOf(['cpu', 'memory'])(name, field),
      ...oneOf(['NotRequired', 'RestartContainer'])(objectOf(policy).restartPolicy, field),
    ];
  });
};

const HANDLERS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

function withoutHandlers(container: JsonObject, field: string): Causes {
  const words = 'may not be set for init containers without restartPolicy=Always';
  return HANDLERS.flatMap((name) => when(container[name] !== undefined, forbidden(`${field}.${name}`, words)));
}
