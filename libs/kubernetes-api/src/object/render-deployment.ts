import {
  type DeploymentSpec,
  type JsonObject,
  type OtherMetadata,
  sortManagedFields,
  type StringMap,
} from '#libs/kubernetes';
import { controllerManager } from './controller-manager.js';
import { objectMeta } from './object-meta.js';

const REVISION = 'deployment.kubernetes.io/revision';

/** What is known of a Deployment at a moment. */
export type DeploymentFacts = Readonly<{
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  createdAt: Date;
  labels: StringMap;
  annotations: StringMap;
  spec: DeploymentSpec;
  /** The controller's, not yet there before it has seen the Deployment. */
  generation: number | null;
  revision: number | null;
  status: JsonObject | null;
  other?: OtherMetadata;
  /** Who owns its fields: people, as recorded; the controller is added. */
  managedFields?: readonly JsonObject[];
  annotatedFirst?: boolean;
  /** When the controller last wrote. */
  observedAt?: Date;
  /** When its deletion was asked for: it waits in the foreground for what it controls to go. */
  deletedAt?: Date;
}>;

/** The apps/v1 Deployment as the API server shows it. */
export function renderDeployment(facts: DeploymentFacts): JsonObject {
  const { annotations, revision, generation, spec, deletedAt } = facts;
  const status = deploymentStatus(facts.status ?? {});
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: objectMeta({
      ...facts,
      generation: generation ?? 1,
      annotations: revision === null ? annotations : { ...annotations, [REVISION]: String(revision) },
      ...(deletedAt && { deletion: { timestamp: deletedAt, graceSeconds: 0 }, other: waiting(facts.other) }),
      managedFields: managedFields(facts, status),
    }),
    spec: deploymentSpec(spec),
    status,
  };
}

function waiting({ finalizers = [], ...other }: OtherMetadata = {}): OtherMetadata {
  return { ...other, finalizers: [...finalizers, 'foregroundDeletion'] };
}

function managedFields(facts: DeploymentFacts, status: JsonObject): readonly JsonObject[] {
  const { managedFields: recorded = [], annotatedFirst = true, revision, observedAt: time } = facts;
  // Who takes all managers off an object wants none to be kept.
  if (recorded.length === 0 || time === undefined || facts.status === null) return recorded;
  const controller = controllerManager({ status, hasRevision: revision !== null, annotatedFirst, time });
  return sortManagedFields([...recorded, controller]);
}

// Zero values of `minReadySeconds` and `paused` are never printed.
function deploymentSpec(spec: DeploymentSpec): JsonObject {
  const { replicas, selector, template, strategy, minReadySeconds, revisionHistoryLimit, paused } = spec;
  return {
    replicas,
    selector,
    template,
    strategy,
    ...(minReadySeconds !== 0 && { minReadySeconds }),
    revisionHistoryLimit,
    ...(paused && { paused }),
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
  };
}

// Pointers in the Go type: their zero is printed.
const PRINTED_AT_ZERO = ['terminatingReplicas', 'collisionCount'];

function deploymentStatus(status: JsonObject): JsonObject {
  const isPrinted = (name: string, value: unknown): boolean =>
    Array.isArray(value) ? value.length > 0 : value !== 0 || PRINTED_AT_ZERO.includes(name);
  return Object.fromEntries(Object.entries(status).filter(([name, value]) => isPrinted(name, value)));
}
