import { textOf } from '#libs/kubernetes';
import type { AuditEvent } from './audit-event.js';
import type { FailedAttempt } from './audit-outcome.js';

/** What somebody tried and was refused. */
export function failedAttempt(event: AuditEvent, cluster: string): FailedAttempt {
  const { verb, resource, subresource, namespace, name, code, status, actor, provenance } = event;
  const operation = `${verb} ${resource}${subresource === '' ? '' : `/${subresource}`}`;
  const reason = textOf(status.reason) === '' ? `HTTP ${code}` : textOf(status.reason);
  const message = textOf(status.message) === '' ? reason : textOf(status.message);
  return {
    // The client may choose the audit id: alone it does not tell attempts apart.
    key: ['attempt', event.auditID, actor.subject, operation, namespace, name, code, event.at].join('/'),
    door: 'audit-webhook',
    ...actor,
    operation,
    cluster,
    ...(namespace !== '' && { namespace }),
    ...(name !== '' && { name }),
    code: reason,
    reason: message,
    ...(provenance.address !== undefined && { address: provenance.address }),
    ...(provenance.userAgent !== undefined && { userAgent: provenance.userAgent }),
    at: new Date(event.at),
  };
}

/** Whether a program of the control plane sent it. */
export function isController(username: string): boolean {
  return /^system:(?:serviceaccount:kube-system:|kube-|node:|apiserver$)/.test(username);
}
