import { type Deployment, DeploymentInvalid } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import type { DeploymentEvent, PropagationPolicy } from '../event.js';
import type { Decision } from './decision.js';
import type { DecisionContext } from './decision-context.js';

/** What is deleted is gone at once, but for what has finalizers: that waits until the last of them is taken off. */
export function decideDeletion(
  propagationPolicy: PropagationPolicy,
  { state, before }: Readonly<{ state: DeploymentState; before: Deployment }>,
  { changeCause, now }: DecisionContext,
): Decision {
  const { finalizers = [] } = before;
  const said = { ...(changeCause !== undefined && { cause: changeCause }), before };
  if (finalizers.length === 0) return { ...deleted(propagationPolicy), ...said };
  if (state.deletion !== undefined)
    return { events: [], summary: 'nothing to change: it is being deleted', before, after: before };
  const deletionTimestamp = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    events: [{ type: 'DeletionRequested', schemaVersion: 1, payload: { propagationPolicy, deletionTimestamp } }],
    summary: `to be deleted (${propagationPolicy}), held by ${finalizers.join(', ')}`,
    ...said,
    after: before,
  };
}

/** A change, and the deletion that nothing holds any more after it. */
export function released(
  { deletion }: DeploymentState,
  { finalizers = [] }: Deployment,
  change: Pick<Decision, 'events' | 'summary'>,
): Pick<Decision, 'events' | 'summary'> {
  if (deletion === undefined || finalizers.length > 0) return change;
  const { events, summary } = deleted(deletion.propagationPolicy);
  return { events: [...change.events, ...events], summary: `${change.summary}; ${summary}` };
}

function deleted(propagationPolicy: PropagationPolicy): Pick<Decision, 'events' | 'summary'> {
  const event: DeploymentEvent = { type: 'DeploymentDeleted', schemaVersion: 1, payload: { propagationPolicy } };
  return { events: [event], summary: `deleted (${propagationPolicy})` };
}

/**
 * What is being deleted takes no new finalizers (apimachinery, `ValidateObjectMetaUpdate`).
 * @throws DeploymentInvalid
 */
export function refuseNewFinalizers({ deletion }: DeploymentState, before: Deployment, after: Deployment): void {
  const { finalizers: known = [] } = before;
  const fresh = (after.finalizers ?? []).filter((finalizer) => !known.includes(finalizer));
  if (deletion === undefined || fresh.length === 0) return;
  const list = fresh.map((finalizer) => JSON.stringify(finalizer)).join(', ');
  const message = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  throw new DeploymentInvalid(after.name, [{ field: 'metadata.finalizers', reason: 'FieldValueForbidden', message }]);
}
