import { compareFields, type FieldManager, type JsonObject, readFieldsV1, typeNode, unionOf } from '#libs/kubernetes';

export type ControllerFacts = Readonly<{
  /** As it is printed. */
  status: JsonObject;
  hasRevision: boolean;
  /** Whether the Deployment was made with annotations: else the controller made the map, for its revision. */
  annotatedFirst: boolean;
  /** When it last wrote, to the second. */
  time: string;
}>;

/** The Deployment controller among the managers of a Deployment's fields: the status is its own, and the revision. */
export function controllerManager({ status, hasRevision, annotatedFirst, time }: ControllerFacts): FieldManager {
  const { added } = compareFields(typeNode('v1.DeploymentStatus'), {}, status);
  const ofStatus = { owned: false, children: new Map(added.children.size > 0 ? [['f:status', added]] : []) };
  const ofMetadata = hasRevision ? readFieldsV1(annotatedFirst ? REVISION : REVISION_AND_MAP) : undefined;
  return {
    manager: 'kube-controller-manager',
    operation: 'Update',
    apiVersion: 'apps/v1',
    subresource: 'status',
    time,
    fields: ofMetadata === undefined ? ofStatus : unionOf(ofMetadata, ofStatus),
  };
}

const THE_REVISION = { 'f:deployment.kubernetes.io/revision': {} };
const REVISION = { 'f:metadata': { 'f:annotations': THE_REVISION } };
const REVISION_AND_MAP = { 'f:metadata': { 'f:annotations': { '.': {}, ...THE_REVISION } } };
