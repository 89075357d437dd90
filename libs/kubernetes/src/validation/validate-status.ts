import type { JsonObject } from '../json.js';
import { objectOf, textOf } from '../json-shape.js';
import { ipAddress } from './addresses.js';
import { against, type Causes, forbidden, invalid, NONE, when } from './cause.js';
import { dnsSubdomain } from './name-rules.js';
import { each } from './value-rules.js';

/** What is wrong with a written status of a Namespace that lives (core/validation `ValidateNamespaceStatusUpdate`). */
export function validateNamespaceStatus({ metadata, status }: JsonObject): Causes {
  const { phase } = objectOf(status);
  const isWrong = textOf(objectOf(metadata).deletionTimestamp) === '' && phase !== 'Active';
  return when(isWrong, invalid('status.Phase', phase, "may only be 'Active' if `deletionTimestamp` is empty"));
}

/** What is wrong with a written status of a Service (core/validation `ValidateLoadBalancerStatus`). */
export function validateServiceStatus({ spec, status }: JsonObject): Causes {
  const { ingress } = objectOf(objectOf(status).loadBalancer);
  const field = 'status.loadBalancer.ingress';
  if (objectOf(spec).type !== 'LoadBalancer')
    return when(
      Array.isArray(ingress) && ingress.length > 0,
      forbidden(field, 'may only be used when `spec.type` is "LoadBalancer"'),
    );
  return each(ingress, field, (one, at) => {
    const { ip, hostname } = objectOf(one);
    return [
      ...(textOf(ip) === '' ? NONE : ipAddress(ip, `${at}.ip`)),
      ...(textOf(hostname) === '' ? NONE : against(dnsSubdomain, `${at}.hostname`, textOf(hostname))),
    ];
  });
}
