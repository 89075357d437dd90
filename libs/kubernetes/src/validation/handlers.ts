import type { Json } from '../json.js';
import { listOf, objectOf, textOf } from '../json-shape.js';
import { against, type Causes, forbidden, invalid, NONE, required, when } from './cause.js';
import { httpHeaderName } from './name-rules.js';
import { portNumberOrName } from './ports.js';
import { needs, notNegative, numberOf, optionalOneOf, type Rule } from './value-rules.js';

/** The probes and hooks of one container; `gracePeriod` is the pod's, in seconds. */
export function validateHandlers(container: Json | undefined, field: string, gracePeriod: number): Causes {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = objectOf(container);
  return [
    ...validateLifecycle(lifecycle, `${field}.lifecycle`, gracePeriod),
    ...succeedingOnce(livenessProbe, `${field}.livenessProbe`),
    ...readiness(readinessProbe, `${field}.readinessProbe`),
    ...succeedingOnce(startupProbe, `${field}.startupProbe`),
  ];
}

function validateLifecycle(lifecycle: Json | undefined, field: string, gracePeriod: number): Causes {
  const { postStart, preStop } = objectOf(lifecycle);
  return [
    ...(postStart === undefined ? NONE : handler(postStart, `${field}.postStart`, HOOKS, gracePeriod)),
    ...(preStop === undefined ? NONE : handler(preStop, `${field}.preStop`, HOOKS, gracePeriod)),
  ];
}

const succeedingOnce: Rule = (probe, field) => {
  if (probe === undefined) return NONE;
  const { successThreshold } = objectOf(probe);
  const mustBeOne = invalid(`${field}.successThreshold`, successThreshold, 'must be 1');
  return [...validateProbe(probe, field), ...when(successThreshold !== 1, mustBeOne)];
};

const readiness: Rule = (probe, field) => {
  if (probe === undefined) return NONE;
  const { terminationGracePeriodSeconds: seconds } = objectOf(probe);
  const misplaced = invalid(`${field}.terminationGracePeriodSeconds`, seconds, 'must not be set for readinessProbes');
  return [...validateProbe(probe, field), ...when(seconds !== undefined, misplaced)];
};

const TIMES = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

const validateProbe: Rule = (probe, field) => {
  const { terminationGracePeriodSeconds: seconds } = objectOf(probe);
  const tooShort = invalid(`${field}.terminationGracePeriodSeconds`, seconds, 'must be greater than 0');
  return [
    ...handler(probe, field, PROBES, 0),
    ...TIMES.flatMap((name) => notNegative(objectOf(probe)[name], `${field}.${name}`)),
    ...when(seconds !== undefined && numberOf(seconds) <= 0, tooShort),
  ];
};

type Kind = (action: Json | undefined, field: string, gracePeriod: number) => Causes;

const scheme = optionalOneOf(['HTTP', 'HTTPS']);

const exec: Kind = (action, field) => needs(action, field, 'command');
const httpGet: Kind = (action, field) => {
  const { port, scheme: spoken, httpHeaders } = objectOf(action);
  return [
    ...needs(action, field, 'path'),
    ...portNumberOrName(port, `${field}.port`),
    ...scheme(spoken, `${field}.scheme`),
    ...listOf(httpHeaders).flatMap((header) =>
      against(httpHeaderName, `${field}.httpHeaders`, textOf(objectOf(header).name)),
    ),
  ];
};
const onPort: Kind = (action, field) => portNumberOrName(objectOf(action).port, `${field}.port`);
const sleep: Kind = (action, field, gracePeriod) => {
  const seconds = numberOf(objectOf(action).seconds);
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`;
  return when(seconds < 0 || seconds > gracePeriod, invalid(field, seconds, detail));
};

const PROBES: Readonly<Record<string, Kind>> = { exec, httpGet, tcpSocket: onPort, grpc: onPort };
const HOOKS: Readonly<Record<string, Kind>> = { exec, httpGet, tcpSocket: onPort, sleep };

// Exactly one kind: the first counts, every other is refused.
function handler(
  value: Json | undefined,
  field: string,
  kinds: Readonly<Record<string, Kind>>,
  gracePeriod: number,
): Causes {
  const given = Object.entries(kinds).filter(([name]) => objectOf(value)[name] !== undefined);
  if (given.length === 0) return [required(field, 'must specify a handler type')];
  return given.flatMap(([name, kind], index) => {
    const at = `${field}.${name}`;
    if (index > 0) return [forbidden(at, 'may not specify more than 1 handler type')];
    return kind(objectOf(value)[name], at, gracePeriod);
  });
}
