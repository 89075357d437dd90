import type { FieldManagers, JsonObject, PodTemplate, StringMap } from '#libs/kubernetes';
import type { PropagationPolicy, RestoredFrom } from '../event.js';

/** `undefined` removes the key. */
export type KeyChanges = Readonly<Record<string, string | undefined>>;

/** What somebody asks to be done to one Deployment. */
export type Command =
  /** As `kubectl apply`: creates, or merges the manifest with what was last applied and what is live. */
  | Readonly<{ kind: 'ApplyDeployment'; manifest: JsonObject }>
  /** The object as it shall be, read already; there must be none of its name. */
  | Readonly<{ kind: 'CreateDeployment'; object: JsonObject }>
  /** The whole object as it shall be, read already: what a PUT says, or a patch makes of the object that lives. */
  | Readonly<{
      kind: 'ReplaceDeployment';
      object: JsonObject;
      /** Who owns which fields before this write; as recorded when left out. */
      managers?: FieldManagers;
      /** What the write is known to be besides. */
      meaning?: Meaning;
    }>
  /** Server-side apply: creates, or merges what the configuration names and takes away what it named before. */
  | Readonly<{ kind: 'ApplyConfiguration'; config: JsonObject; force: boolean }>
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
  /** The same, to be carried out in the cluster that the Deployment was seen in. */
  | Readonly<{ kind: 'RequestUndo'; to: RestorableRevision }>
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

/** A replacement that is an undo or a restart; `repairs` tells an undo to leave last-applied true. */
export type Meaning =
  Readonly<{ kind: 'restart' }> | Readonly<{ kind: 'undo'; to: RestorableRevision; repairs: boolean }>;

/** A recorded revision, with what an undo needs of it. */
export type RestorableRevision = RestoredFrom &
  Readonly<{
    template: PodTemplate;
    /** Annotations of its ReplicaSet, as the controller copied them from the Deployment. */
    annotations: StringMap;
    /** `last-applied-configuration` in force when the revision was made. */
    lastApplied?: string;
  }>;

/** The undo or restart that a command is; undefined for any other. */
export function meaningOf(command: Command): Meaning | undefined {
  if (command.kind === 'RestartRollout') return { kind: 'restart' };
  if (command.kind === 'UndoRollout') return { kind: 'undo', to: command.to, repairs: true };
  return command.kind === 'ReplaceDeployment' ? command.meaning : undefined;
}
