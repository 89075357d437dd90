import {
  admitPod,
  type Causes,
  defaultPod,
  defaultService,
  type JsonObject,
  keepAllotted,
  objectOf,
  validateNamespace,
  validateNamespaceStatus,
  validateNamespaceUpdate,
  validatePod,
  validatePodUpdate,
  validateService,
  validateServiceStatus,
  validateServiceUpdate,
} from '#libs/kubernetes';

export type ObjectKind = 'Namespace' | 'Pod' | 'Service';

/** What the API server does with the objects of a kind (registry/core, `Strategy`). */
export type ObjectRules = Readonly<{
  /** Which type its fields are of: `v1.Service`. */
  goType: string;
  /** What an object is before anything is written into it, as Go writes it. */
  empty: JsonObject;
  /** What is filled in before anybody owns it. */
  defaults: (object: JsonObject) => JsonObject;
  /** What the API server adds to a new object for itself: nobody owns it. */
  prepareNew: (object: JsonObject) => JsonObject;
  /** What an update leaves as it was. */
  prepareUpdate: (object: JsonObject, old: JsonObject) => JsonObject;
  validateNew: (object: JsonObject) => Causes;
  validateUpdate: (object: JsonObject, old: JsonObject) => Causes;
  /** What a write to the status leaves as it was. */
  prepareStatus: (object: JsonObject, old: JsonObject) => JsonObject;
  validateStatus: (object: JsonObject) => Causes;
}>;

const EMPTY: JsonObject = { metadata: {}, spec: {} };

/** Kubernetes gives each Namespace its own name as a label. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

export const OBJECT_RULES: Readonly<Record<ObjectKind, ObjectRules>> = {
  Namespace: {
    goType: 'v1.Namespace',
    empty: EMPTY,
    defaults: withNameLabel,
    prepareNew: (object) => ({ ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
    prepareUpdate: (object, { spec = {} }) => ({ ...object, spec }),
    validateNew: validateNamespace,
    validateUpdate: validateNamespaceUpdate,
    prepareStatus: (object) => ({ ...object, status: { phase: 'Active', ...objectOf(object.status) } }),
    validateStatus: validateNamespaceStatus,
  },
  Pod: {
    goType: 'v1.Pod',
    empty: { metadata: {}, spec: { containers: null } },
    defaults: defaultPod,
    prepareNew: (object) => onNode(withGeneration(admitPod(object), 1)),
    prepareUpdate: (object) => object,
    validateNew: validatePod,
    validateUpdate: validatePodUpdate,
    prepareStatus: asKubeletLeavesIt,
    validateStatus: () => [],
  },
  Service: {
    goType: 'v1.Service',
    empty: EMPTY,
    defaults: defaultService,
    prepareNew: (object) => ({ ...object, status: { loadBalancer: {} } }),
    prepareUpdate: keepAllotted,
    validateNew: validateService,
    validateUpdate: validateServiceUpdate,
    prepareStatus: (object) => ({ ...object, status: { loadBalancer: {}, ...objectOf(object.status) } }),
    validateStatus: validateServiceStatus,
  },
};

// The kubelet puts the status right at once, and owners are not written there.
function asKubeletLeavesIt({ status: _status, ...object }: JsonObject, old: JsonObject): JsonObject {
  const { ownerReferences: _owners, ...metadata } = objectOf(object.metadata);
  const { ownerReferences } = objectOf(old.metadata);
  return { ...object, metadata: { ...metadata, ...(ownerReferences !== undefined && { ownerReferences }) } };
}

function withNameLabel(object: JsonObject): JsonObject {
  const metadata = objectOf(object.metadata);
  const labels = { ...objectOf(metadata.labels), [NAME_LABEL]: metadata.name ?? '' };
  return { ...object, metadata: { ...metadata, labels } };
}

// There is one node, and a bare Pod is on it from the start: who binds it is not told.
function onNode(object: JsonObject): JsonObject {
  return { ...object, spec: { nodeName: 'node-1', ...objectOf(object.spec) } };
}

function withGeneration(object: JsonObject, generation: number): JsonObject {
  return { ...object, metadata: { ...objectOf(object.metadata), generation } };
}
