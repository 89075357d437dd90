import type { Cause, FieldValidation } from '#libs/kubernetes';
import { invalid } from '#libs/kubernetes-api';
import { isTrue } from '../http/verb-of.js';
import type { KubernetesRequest } from '../kubernetes-request.js';
import { APPLY_PATCH } from './media-types.js';

/** What a create, an update or a patch says besides the object. */
export type WriteOptions = Readonly<{
  /** Nothing is recorded; the answer is as if it were. */
  dryRun: boolean;
  /** Whose the fields are that are written. */
  fieldManager: string;
  fieldValidation: FieldValidation;
  /** An apply takes over what others own. */
  force: boolean;
}>;

type Asked = Pick<KubernetesRequest, 'verb' | 'query' | 'contentType' | 'provenance'>;

/**
 * Reads the options off the query.
 * @throws RequestRefused
 */
export function writeOptions(request: Asked): WriteOptions {
  const { query, provenance, contentType } = request;
  const isApply = contentType === APPLY_PATCH;
  const dryRun = query.getAll('dryRun');
  const manager = query.get('fieldManager') ?? '';
  const validation = query.get('fieldValidation') ?? '';
  const causes = [
    ...applyCauses(query, { isApply, manager }),
    ...managerCauses(manager),
    ...dryRunCauses(dryRun),
    ...validationCauses(validation),
  ];
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', resource: KIND_OF[request.verb] ?? '' }, '', causes);
  return {
    dryRun: dryRun.length > 0,
    fieldManager: manager === '' ? managerOf(provenance.userAgent) : manager,
    fieldValidation: (validation === '' ? 'Warn' : validation) as FieldValidation,
    force: isApply && isTrue(query.get('force')),
  };
}

const KIND_OF: Readonly<Partial<Record<string, string>>> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
};

const MOST_MANAGER_BYTES = 128;

/** The program's name: what stands before the slash (apiserver/pkg/endpoints/handlers/rest.go, `prefixFromUserAgent`). */
export function managerOf(userAgent = ''): string {
  const name = (userAgent.split('/')[0] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MOST_MANAGER_BYTES);
  return name === '' ? 'unknown' : name;
}

function applyCauses(
  query: URLSearchParams,
  { isApply, manager }: Readonly<{ isApply: boolean; manager: string }>,
): readonly Cause[] {
  if (isApply && manager === '')
    return [cause('fieldManager', 'FieldValueRequired', 'Required value: is required for apply patch')];
  if (!isApply && query.has('force'))
    return [cause('force', 'FieldValueForbidden', 'Forbidden: may not be specified for non-apply patch')];
  return [];
}

function managerCauses(manager: string): readonly Cause[] {
  if (Buffer.byteLength(manager) > MOST_MANAGER_BYTES)
    return [cause('fieldManager', 'FieldValueTooLong', `Too long: may not be more than ${MOST_MANAGER_BYTES} bytes`)];
  if (!/[\p{C}]/u.test(manager)) return [];
  const told = `Invalid value: ${JSON.stringify(manager)}: should only contain printable characters`;
  return [cause('fieldManager', 'FieldValueInvalid', told)];
}

/** What is wrong with `dryRun`, wherever it is said. */
export function dryRunCauses(values: readonly string[]): readonly Cause[] {
  if (values.every((value) => value === 'All')) return [];
  const told = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
  return [cause('dryRun', 'FieldValueNotSupported', told)];
}

function validationCauses(value: string): readonly Cause[] {
  if (['', 'Ignore', 'Strict', 'Warn'].includes(value)) return [];
  const told = `Unsupported value: ${JSON.stringify(value)}: supported values: "", "Ignore", "Strict", "Warn"`;
  return [cause('fieldValidation', 'FieldValueNotSupported', told)];
}

function cause(field: string, reason: Cause['reason'], message: string): Cause {
  return { field, reason, message };
}
