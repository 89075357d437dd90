import type { JsonObject } from './json.js';

/** An integer, or a percentage such as `25%` (k8s.io/apimachinery `intstr.IntOrString`). */
export type IntOrPercent = number | string;

export type StringMap = Readonly<Record<string, string>>;

/** One container of a pod template. Only the fields that Rollbook itself reads are named; all others are kept as given. */
export type Container = JsonObject & Readonly<{ name: string; image?: string }>;

/** A pod's spec with defaults applied. */
export type PodSpec = JsonObject &
  Readonly<{ containers: readonly Container[]; initContainers?: readonly Container[] }>;

/** What a ReplicaSet's pods are made from (core/v1 `PodTemplateSpec`), defaults applied. */
export type PodTemplate = Readonly<{
  metadata?: JsonObject & Readonly<{ labels?: StringMap; annotations?: StringMap }>;
  spec: PodSpec;
}>;

/** How a Deployment replaces pods (apps/v1 `DeploymentStrategy`), defaults applied. */
export type DeploymentStrategy =
  | Readonly<{ type: 'Recreate' }>
  | Readonly<{
      type: 'RollingUpdate';
      rollingUpdate: Readonly<{ maxSurge: IntOrPercent; maxUnavailable: IntOrPercent }>;
    }>;

export type LabelSelectorRequirement = Readonly<{
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: readonly string[];
}>;

/** meta/v1 `LabelSelector`: all of both lists must hold. */
export type LabelSelector = Readonly<{
  matchLabels?: StringMap;
  matchExpressions?: readonly LabelSelectorRequirement[];
}>;

/** A Deployment's spec with every default applied (apps/v1 `DeploymentSpec`). Seconds are whole seconds. */
export type DeploymentSpec = Readonly<{
  replicas: number;
  selector: LabelSelector;
  template: PodTemplate;
  strategy: DeploymentStrategy;
  minReadySeconds: number;
  revisionHistoryLimit: number;
  progressDeadlineSeconds: number;
  paused: boolean;
}>;

/** What an object's metadata may hold besides names, labels and annotations; what is left out is empty. */
export type OtherMetadata = Readonly<{
  finalizers?: readonly string[];
  ownerReferences?: readonly JsonObject[];
  generateName?: string;
  /** When it was to be deleted, of what finalizers hold: `2026-11-21T10:00:00Z`. Only shown: nobody writes it. */
  deletionTimestamp?: string;
}>;

/** A Deployment as a person writes it: names, labels, annotations and a defaulted spec. */
export type Deployment = Readonly<{
  namespace: string;
  name: string;
  labels: StringMap;
  annotations: StringMap;
  spec: DeploymentSpec;
}> &
  OtherMetadata;
