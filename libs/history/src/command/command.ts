import type { JsonObject, PodTemplate, StringMap } from '#libs/kubernetes';
import type { PropagationPolicy, RestoredFrom } from '../event.js';

/** `undefined` removes the key. */
export type KeyChanges = Readonly<Record<string, string | undefined>>;

/** What somebody asks to be done to one Deployment. */
export type Command =
  /** As `kubectl apply`: creates, or merges the manifest with what was last applied and what is live. */
  | Readonly<{ kind: 'ApplyDeployment'; manifest: JsonObject }>
  /** As `kubectl patch --type strategic`, on a Deployment that exists. */
  | Readonly<{ kind: 'PatchDeployment'; patch: JsonObject }>
  /** As `kubectl set image`: image by container name, `*` for all. */
  | Readonly<{ kind: 'SetImage'; images: StringMap }>
  /** As `kubectl set env`; without `containers` in all of them. */
  | Readonly<{ kind: 'SetEnv'; env: KeyChanges; containers?: readonly string[] }>
  /** As `kubectl set resources`; without `containers` in all of them. */
  | Readonly<{ kind: 'SetResources'; limits?: StringMap; requests?: StringMap; containers?: readonly string[] }>
  | Readonly<{ kind: 'ScaleDeployment'; replicas: number; currentReplicas?: number }>
  | Readonly<{ kind: 'PauseRollout' }>
  | Readonly<{ kind: 'ResumeRollout' }>
  | Readonly<{ kind: 'RestartRollout' }>
  /** The caller has looked the revision up; undo restores its template and its ReplicaSet's annotations. */
  | Readonly<{ kind: 'UndoRollout'; to: RestorableRevision }>
  | Readonly<{ kind: 'AnnotateDeployment'; annotations: KeyChanges }>
  | Readonly<{ kind: 'LabelDeployment'; labels: KeyChanges }>
  /** The strategy as written, defaults not applied yet. */
  | Readonly<{ kind: 'ChangeStrategy'; strategy: JsonObject }>
  | Readonly<{
      kind: 'ChangeLimits';
      minReadySeconds?: number;
      progressDeadlineSeconds?: number;
      revisionHistoryLimit?: number;
    }>
  | Readonly<{ kind: 'DeleteDeployment'; propagationPolicy: PropagationPolicy }>;

/** A recorded revision, with what an undo needs of it. */
export type RestorableRevision = RestoredFrom &
  Readonly<{
    template: PodTemplate;
    /** Annotations of its ReplicaSet, as the controller copied them from the Deployment. */
    annotations: StringMap;
    /** `last-applied-configuration` in force when the revision was made. */
    lastApplied?: string;
  }>;
