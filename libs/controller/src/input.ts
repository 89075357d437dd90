import type { Deployment, PodTemplate, StringMap } from '#libs/kubernetes';
import type { PodLimits } from './limits.js';
import type { ModelPod, ModelReplicaSet, PodLife } from './model.js';

/** What becomes of the objects that a deleted one controls: deleted after it, before it, or left alone. */
export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

/** Something that befalls the namespace from outside, at an instant. Inputs are given in the order of their `at`. */
export type Input = Readonly<{ at: number }> &
  Readonly<
    | {
        /**
         * The Deployment's whole value after one change of a user, or of its creation (a new uid). Spec, labels and annotations as the user's
         * write leaves them; the revision annotation may be left out, the controller's own value is then kept unless the write
         * `removesRevision`. The generation is counted here: one up when spec or annotations differ. Writing what is already there
         * does nothing. `revision` is the number that a cluster gave the revision it brings: a new ReplicaSet has that at least.
         */
        kind: 'deploymentApplied';
        deployment: Deployment & Readonly<{ uid: string }>;
        podLife: PodLife;
        removesRevision?: boolean;
        /** It is there, or was: one that is gone meanwhile is not made again. */
        isChange?: boolean;
        revision?: number;
      }
    /** Its finalizers hold it until it is `deploymentDeleted`. */
    | { kind: 'deletionRequested'; propagationPolicy: PropagationPolicy }
    | { kind: 'deploymentDeleted'; propagationPolicy: PropagationPolicy }
    /** Orphans of an earlier incarnation, with their pods, handed in: they are there before the Deployment looks for some to adopt. */
    | {
        kind: 'orphansLeft';
        replicaSets: readonly ModelReplicaSet[];
        pods: readonly ModelPod[];
        /** How many pods each ReplicaSet has tried to make, in their order; 0 when left out: names are not given twice. */
        podsMade?: readonly number[];
      }
    /** A ReplicaSet somebody else made: it takes its name, and is adopted if its labels match and nobody controls it. */
    | {
        kind: 'foreignReplicaSetCreated';
        replicaSet: Readonly<{
          name: string;
          labels: StringMap;
          annotations?: StringMap;
          template: PodTemplate;
          replicas: number;
        }>;
        podLife: PodLife;
      }
    /** Somebody else than the controller writes a ReplicaSet: what is given replaces what is there. */
    | {
        kind: 'replicaSetWritten';
        replicaSet: string;
        change: Partial<Pick<ModelReplicaSet, 'replicas' | 'minReadySeconds' | 'labels' | 'annotations' | 'template'>>;
      }
    | { kind: 'replicaSetDeleted'; replicaSet: string; propagationPolicy: PropagationPolicy }
    /** With no grace it is gone at once. */
    | { kind: 'podDeleted'; pod: string; withoutGrace?: boolean }
    /** An observed fact: these pods are ready (again), or gone, before the controllers look. */
    | { kind: 'podsStarted' | 'podsEnded'; pods: readonly string[] }
    /**
     * An observed fact: each of these ReplicaSets has so many pods, terminating ones not counted, of which so many are ready, and
     * so many others wait for a reason. Those that wait do so until the next such fact.
     */
    | {
        kind: 'replicaSetsObserved';
        replicaSets: readonly Readonly<{
          name: string;
          pods: number;
          ready: number;
          waiting: readonly Readonly<{ reason: string; pods: number }>[];
        }>[];
      }
    /** The pod fails its probes, and passes them again after so many seconds. */
    | { kind: 'podNotReady'; pod: string; seconds: number }
    /** The kubelet writes nothing before `until`; what is due by then comes later. */
    | { kind: 'kubeletHeld'; until: number }
    /** From now on; nothing given lifts all limits. */
    | { kind: 'podLimitsSet'; limits: PodLimits }
  >;
