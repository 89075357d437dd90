import type { Allotted, FieldManagers, JsonObject } from '#libs/kubernetes';
import type { PodLifeRule } from '../pod-life.js';
import type { ObjectKind } from './object-rules.js';

/** What somebody asks to be done to one object that is kept whole. */
export type ObjectCommand =
  /** The object as it shall be, read already; there must be none of its name. */
  | Readonly<{ kind: 'CreateObject'; object: JsonObject }>
  /** The whole object as it shall be, read already: what a PUT says, or a patch makes of the object that lives. */
  | Readonly<{ kind: 'ReplaceObject'; object: JsonObject; managers?: FieldManagers }>
  /** The same through `status`: its spec stays as it is. */
  | Readonly<{ kind: 'ReplaceStatus'; object: JsonObject; managers?: FieldManagers }>
  /** Server-side apply: creates, or merges what the configuration names and takes away what it named before. */
  | Readonly<{ kind: 'ApplyObject'; config: JsonObject; force: boolean }>
  /**
   * It is seen ending for so long, of the seconds (`graceSeconds`) that somebody gave it; `regardless` also of those who hold it
   * (finalizers).
   */
  | Readonly<{ kind: 'DeleteObject'; endingSeconds: number; graceSeconds?: number; regardless?: boolean }>
  /** What is ending is seen for so long only, both counted from its deletion. */
  | Readonly<{ kind: 'HastenEnding'; endingSeconds: number; graceSeconds: number }>;

/** What a decision depends on besides the object itself. */
export type ObjectContext = Readonly<{
  kind: ObjectKind;
  cluster: string;
  namespace: string;
  name: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Whose the fields are that are written. */
  manager: string;
  podLifeRules: readonly PodLifeRule[];
  /** What the other Services of the cluster hold. */
  allotted: Allotted;
}>;
