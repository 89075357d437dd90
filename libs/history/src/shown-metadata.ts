import type { OtherMetadata } from '#libs/kubernetes';
import { otherMetadata } from './command/events-between.js';
import type { DeploymentState } from './deployment-state.js';

/** What a Deployment's metadata shows besides names, labels and annotations: also that its deletion is held. */
export function shownMetadata({ deployment, deletion }: DeploymentState): OtherMetadata {
  const { deletionTimestamp } = deletion ?? {};
  return { ...otherMetadata(deployment), ...(deletionTimestamp !== undefined && { deletionTimestamp }) };
}
