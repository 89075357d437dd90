import { repeats } from '../repeats.js';
import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, duplicate, invalid, NONE, required } from './cause.js';
import { portName } from './name-rules.js';
import { between, each, numberOf, oneOf, type Rule, unique } from './value-rules.js';

const MOST = 65_535;
const protocol = oneOf(['SCTP', 'TCP', 'UDP']);

/** The ports of one container. */
export const validatePorts: Rule = (ports, field) => {
  const isRepeated = repeats(listOf(ports).map((port) => textOf(objectOf(port).name)));
  return listOf(ports).flatMap((port, index) => {
    const at = `${field}[${index}]`;
    const { name, containerPort, hostPort, protocol: spoken } = objectOf(port);
    return [
      ...nameCauses(textOf(name), `${at}.name`, isRepeated[index] === true),
      ...(numberOf(containerPort) === 0
        ? [required(`${at}.containerPort`)]
        : between(containerPort, `${at}.containerPort`, 1, MOST)),
      ...(numberOf(hostPort) === 0 ? NONE : between(hostPort, `${at}.hostPort`, 1, MOST)),
      ...protocol(spoken, `${at}.protocol`),
    ];
  });
};

function nameCauses(name: string, field: string, isRepeated: boolean): Causes {
  if (name === '') return NONE;
  const reasons = against(portName, field, name);
  return reasons.length === 0 && isRepeated ? [duplicate(field, name)] : reasons;
}

/** A port a probe or hook asks: a number, or the name of a port. */
export const portNumberOrName: Rule = (port, field) =>
  typeof port === 'string' ? against(portName, field, port) : between(port ?? 0, field, 1, MOST);

/** Two containers of a pod cannot take the same port of the host. */
export function hostPortConflicts(containers: readonly Json[], field: string): Causes {
  const taken = containers.flatMap((container, index) =>
    listOf(objectOf(container).ports).flatMap((port, portIndex) => {
      const { hostPort, hostIP, protocol: spoken } = objectOf(port);
      const key = `${textOf(spoken)}/${textOf(hostIP)}/${numberOf(hostPort)}`;
      return numberOf(hostPort) === 0 ? [] : [{ key, at: `${field}[${index}].ports[${portIndex}].hostPort` }];
    }),
  );
  return unique(
    taken.map(({ key }) => key),
    (index, key) => duplicate(taken[index]?.at ?? '', key),
  );
}

/** With the host's network a port of the container is the port of the host. */
export function hostNetworkPorts(containers: readonly Json[], field: string): Causes {
  const detail = 'must match `containerPort` when `hostNetwork` is true';
  return containers.flatMap((container, index) =>
    each(objectOf(container).ports, `${field}[${index}].ports`, (port, at) => {
      const { hostPort, containerPort } = objectOf(port);
      const differs = numberOf(hostPort) !== 0 && hostPort !== containerPort;
      return differs ? [invalid(`${at}.hostPort`, hostPort, detail)] : NONE;
    }),
  );
}
