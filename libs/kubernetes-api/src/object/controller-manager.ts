import { compareFields, type JsonObject, readFieldsV1, typeNode, unionOf, writeFieldsV1 } from '#libs/kubernetes';
import { controllerEntry, CONTROLLERS } from './controller-fields.js';

export type ControllerFacts = Readonly<{
  /** As it is printed. */
  status: JsonObject;
  hasRevision: boolean;
  /** Whether the Deployment was made with annotations: else the controller made the map, for its revision. */
  annotatedFirst: boolean;
  /** When it last wrote. */
  time: Date;
}>;

/** The Deployment controller's entry of `managedFields`: the status is its own, and the revision. */
export function controllerManager({ time, ...facts }: ControllerFacts): JsonObject {
  return controllerEntry({ manager: CONTROLLERS, apiVersion: 'apps/v1', time }, fieldsOf(facts), 'status');
}

type Shape = Omit<ControllerFacts, 'time'>;

function fieldsOf(shape: Shape): JsonObject {
  const { status, hasRevision, annotatedFirst } = shape;
  const types = ((status.conditions ?? []) as readonly JsonObject[]).map(({ type }) => type);
  const key = JSON.stringify([Object.keys(status), types, hasRevision, annotatedFirst]);
  const known = fields.get(key) ?? computeFields(shape);
  fields.set(key, known);
  return known;
}

// There are few shapes of a status, and thousands of Deployments.
const fields = new Map<string, JsonObject>();

function computeFields({ status, hasRevision, annotatedFirst }: Shape): JsonObject {
  const { added } = compareFields(typeNode('v1.DeploymentStatus'), {}, status);
  const ofStatus = { owned: false, children: new Map(added.children.size > 0 ? [['f:status', added]] : []) };
  const ofMetadata = hasRevision ? readFieldsV1(annotatedFirst ? REVISION : REVISION_AND_MAP) : undefined;
  return writeFieldsV1(ofMetadata === undefined ? ofStatus : unionOf(ofMetadata, ofStatus));
}

const THE_REVISION = { 'f:deployment.kubernetes.io/revision': {} };
const REVISION = { 'f:metadata': { 'f:annotations': THE_REVISION } };
const REVISION_AND_MAP = { 'f:metadata': { 'f:annotations': { '.': {}, ...THE_REVISION } } };
