import type { PropagationPolicy } from '#libs/history';
import { type Cause, isJsonList, isJsonObject, type Json, type JsonObject, objectOf, textOf } from '#libs/kubernetes';
import { badRequest, invalid } from '#libs/kubernetes-api';
import { isTrue } from '../http/verb-of.js';
import type { KubernetesRequest } from '../kubernetes-request.js';
import { readBody } from './read-body.js';
import { dryRunCauses } from './write-options.js';

/** How something is to be deleted. */
export type DeleteOptions = Readonly<{
  dryRun: boolean;
  propagationPolicy: PropagationPolicy;
  /** Seconds that a pod may take to end, when somebody says so. */
  gracePeriodSeconds?: number;
  preconditions: Readonly<{ uid?: string; resourceVersion?: string }>;
}>;

/**
 * What the body of a DELETE says, or the query when there is no body.
 * @throws RequestRefused
 */
export function deleteOptions(request: Pick<KubernetesRequest, 'contentType' | 'body' | 'query'>): DeleteOptions {
  const given = request.body.length > 0 ? ofBody(request) : ofQuery(request.query);
  const dryRun = textsOf(given.dryRun, 'dryRun').concat(request.query.getAll('dryRun'));
  const causes = [...dryRunCauses(dryRun), ...propagationCauses(given)];
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', resource: 'DeleteOptions' }, '', causes);
  const { uid, resourceVersion } = objectOf(given.preconditions);
  return {
    dryRun: dryRun.length > 0,
    propagationPolicy: policyOf(given),
    ...(typeof given.gracePeriodSeconds === 'number' && { gracePeriodSeconds: given.gracePeriodSeconds }),
    preconditions: {
      ...(textOf(uid) !== '' && { uid: textOf(uid) }),
      ...(textOf(resourceVersion) !== '' && { resourceVersion: textOf(resourceVersion) }),
    },
  };
}

function ofBody(request: Pick<KubernetesRequest, 'contentType' | 'body'>): JsonObject {
  const { value } = readBody(request, 'DeleteOptions');
  if (!isJsonObject(value)) throw badRequest('the body of a DELETE must be DeleteOptions');
  const { kind = 'DeleteOptions', gracePeriodSeconds } = value;
  if (kind !== 'DeleteOptions')
    throw badRequest(`the body of a DELETE must be DeleteOptions, not ${JSON.stringify(kind)}`);
  if (gracePeriodSeconds !== undefined && gracePeriodSeconds !== null && !Number.isInteger(gracePeriodSeconds))
    throw badRequest('gracePeriodSeconds must be a whole number');
  return value;
}

function ofQuery(query: URLSearchParams): JsonObject {
  const policy = query.get('propagationPolicy');
  const orphans = query.get('orphanDependents');
  const grace = query.get('gracePeriodSeconds') ?? '';
  return {
    ...(/^-?\d{1,9}$/.test(grace) && { gracePeriodSeconds: Number(grace) }),
    ...(policy !== null && { propagationPolicy: policy }),
    ...(orphans !== null && { orphanDependents: isTrue(orphans) }),
  };
}

function textsOf(value: JsonObject[string], field: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!isJsonList(value)) throw badRequest(`${field} must be a list`);
  return value.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
}

const POLICIES: readonly Json[] = ['Foreground', 'Background', 'Orphan'];

function propagationCauses({ propagationPolicy: policy, orphanDependents }: JsonObject): readonly Cause[] {
  if (policy === undefined || policy === null) return [];
  const field = 'propagationPolicy';
  const shown = JSON.stringify(policy);
  if (!POLICIES.includes(policy)) {
    const message = `Unsupported value: ${shown}: supported values: ${POLICIES.map((name) => JSON.stringify(name)).join(', ')}`;
    return [{ field, reason: 'FieldValueNotSupported', message }];
  }
  if (typeof orphanDependents !== 'boolean') return [];
  const message = `Invalid value: ${shown}: orphanDependents and deletionPropagation cannot be both set`;
  return [{ field, reason: 'FieldValueInvalid', message }];
}

function policyOf({ propagationPolicy, orphanDependents }: JsonObject): PropagationPolicy {
  if (propagationPolicy === 'Foreground' || propagationPolicy === 'Orphan') return propagationPolicy;
  return orphanDependents === true ? 'Orphan' : 'Background';
}
