import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import type { Source } from '#libs/event-store';
import type { DeploymentEventType, ObjectEventType, StateEventType } from '#libs/history';
import { DateTime } from '../graphql/date-time.js';
import { ChangeSource, ObjectKind, type ObjectKindName } from './change.types.js';

const DeploymentChange = {
  DeploymentCreated: 'DeploymentCreated',
  ReplicaSetAdopted: 'ReplicaSetAdopted',
  PodTemplateChanged: 'PodTemplateChanged',
  RolloutRestarted: 'RolloutRestarted',
  RolloutUndone: 'RolloutUndone',
  DeploymentScaled: 'DeploymentScaled',
  StrategyChanged: 'StrategyChanged',
  RolloutLimitsChanged: 'RolloutLimitsChanged',
  RolloutPaused: 'RolloutPaused',
  RolloutResumed: 'RolloutResumed',
  LabelsChanged: 'LabelsChanged',
  AnnotationsChanged: 'AnnotationsChanged',
  MetadataChanged: 'MetadataChanged',
  ManagedFieldsChanged: 'ManagedFieldsChanged',
  DeletionRequested: 'DeletionRequested',
  DeploymentDeleted: 'DeploymentDeleted',
  WriteObserved: 'WriteObserved',
  ClusterUndoRequested: 'ClusterUndoRequested',
  ClusterUndoAnswered: 'ClusterUndoAnswered',
  ChangeAttributed: 'ChangeAttributed',
  PodsObserved: 'PodsObserved',
} as const satisfies { readonly [Type in StateEventType]: Type };

/** Every type of event that says what a Deployment is. */
export const CHANGE_KINDS: readonly StateEventType[] = Object.values(DeploymentChange);

export const ChangeKind = {
  ...DeploymentChange,
  EarlierStateLearned: 'EarlierStateLearned',
  ObjectWritten: 'ObjectWritten',
  ObjectDeleted: 'ObjectDeleted',
} as const satisfies { readonly [Type in DeploymentEventType | ObjectEventType]: Type };
registerEnumType(ChangeKind, { name: 'ChangeKind', description: 'What a change did; one change can do several.' });

@InputType({ description: 'Which changes to list; all given must hold.' })
export class ChangeFilter {
  @Field(() => String, { nullable: true, description: 'Of objects in this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'Of objects in this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'Of objects of this name, all incarnations.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'By this subject, or by one who asked to act as another.' })
  actor?: string | null;
  @Field(() => String, { nullable: true, description: 'By somebody who was in this group then.' })
  group?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'In the namespaces of this team: those in which a group of this name is bound as deployer.',
  })
  team?: string | null;
  @Field(() => [ChangeSource], { nullable: true, description: 'That came in by one of these ways.' })
  source?: readonly Source[] | null;
  @Field(() => [ChangeKind], { nullable: true, description: 'That did one of these.' })
  kind?: readonly (keyof typeof ChangeKind)[] | null;
  @Field(() => [ObjectKind], { nullable: true, description: 'Of objects of one of these kinds.' })
  objectKind?: readonly ObjectKindName[] | null;
  @Field(() => DateTime, { nullable: true, description: 'That occurred at this moment or later.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'That occurred before this moment.' })
  until?: Date | null;
  @Field(() => String, {
    nullable: true,
    description:
      'That brought in or took out such an image: `nginx:1.25`, `nginx@sha256:…`, `nginx` for every tag, `*:1.25`, `sha256:…`, or how it begins: `registry.example.com/shop/*`.',
  })
  image?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'That altered this field, or one beneath it: `spec.replicas`, `metadata.labels`, `spec.template.spec.containers[name=web].image`; `containers[*]` for any.',
  })
  path?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Whose cause has all these words, in any order; small and capital letters are the same.',
  })
  cause?: string | null;
}
