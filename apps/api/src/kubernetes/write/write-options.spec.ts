import { describe, expect, it } from '@jest/globals';
import type { Verb } from '#libs/kubernetes-api';
import { APPLY_PATCH } from './media-types.js';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { writeOptions } from './write-options.js';

const KUBECTL = 'kubectl/v1.32.5 (linux/amd64) kubernetes/9894294';

function options(query: string, more: Readonly<{ verb?: Verb; contentType?: string; userAgent?: string }> = {}) {
  const { verb = 'create', contentType = 'application/json', userAgent = KUBECTL } = more;
  return writeOptions({ verb, contentType, query: new URLSearchParams(query), provenance: { userAgent } });
}

describe('writeOptions', () => {
  it('when nothing is said, it writes as the program, and warns of unknown fields', () => {
    expect(options('')).toEqual({ dryRun: false, fieldManager: 'kubectl', fieldValidation: 'Warn', force: false });
    expect(options('', { userAgent: '' }).fieldManager).toBe('unknown');
    expect(options('', { userAgent: 'ünknown\u0007/1' }).fieldManager).toBe('nknown');
  });

  it('when all is said, it is so', () => {
    expect(options('dryRun=All&fieldManager=ci&fieldValidation=Strict')).toEqual({
      dryRun: true,
      fieldManager: 'ci',
      fieldValidation: 'Strict',
      force: false,
    });
    expect(options('fieldManager=ci&force=true', { verb: 'patch', contentType: APPLY_PATCH }).force).toBe(true);
  });

  it.each([
    [
      'dryRun=None',
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["None"]: supported values: "All"',
    ],
    [
      'fieldValidation=strict',
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "strict": supported values: "", "Ignore", "Strict", "Warn"',
    ],
    [
      `fieldManager=${'a'.repeat(129)}`,
      'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes',
    ],
    [
      'fieldManager=a%07',
      'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Invalid value: "a\\u0007": should only contain printable characters',
    ],
    [
      'force=true',
      'CreateOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
    ],
  ])('when the query is %s, it refuses it as Kubernetes does', (query, message) => {
    expect(refusalOf(() => options(query))).toBe(message);
  });

  it('when an apply names no manager, it is refused; 128 bytes of name are taken', () => {
    expect(refusalOf(() => options('', { verb: 'patch', contentType: APPLY_PATCH }))).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
    expect(options(`fieldManager=${'a'.repeat(128)}`).fieldManager).toHaveLength(128);
  });
});
